import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requirePatientInPerson } from '#app/auth/guards.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { resources } from '#app/server-resources.server.ts';
import { findLastFailure, findPatientVisit, type PatientVisit } from '#db/visits.ts';
import { PayPage } from './pay-page.tsx';
import { changeVisit, holdAgain, startAgain } from './pay-verbs.server.ts';
import { readPayment } from './read-payment.server.ts';
import { paySchema } from './schema.ts';

export const headers = privatePageHeaders;
export const meta: MetaFunction = () => [{ title: 'Pay for your visit · OneVisit' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const patient = await requirePatientInPerson(request);
  const now = new Date();
  const { db } = resources();
  const visit = await findPatientVisit(db, { code: params.code ?? '', patientId: patient.accountId });
  if (!visit) throw notFound();
  if (!isPayable(visit)) return redirect(`/visits/${visit.code}`);
  const query = new URL(request.url).searchParams;
  const failed = query.has('failed');
  return json({
    view: await readPayment(db, { visit, patient, now }),
    failed,
    reason: failed && visit.payment_id !== null ? await findLastFailure(db, visit.payment_id) : null,
    cancelled: query.has('cancelled'),
    now: now.toISOString(),
  });
}

/** An authorised payment is on its way already; nobody is asked to pay twice. */
function isPayable(visit: PatientVisit): boolean {
  return visit.status === 'pending_payment' && visit.payment_status !== 'authorized';
}

const VERBS = { start: startAgain, renew: holdAgain, change: changeVisit };

export async function action({ request, params }: ActionFunctionArgs) {
  const patient = await requirePatientInPerson(request);
  const visit = await findPatientVisit(resources().db, { code: params.code ?? '', patientId: patient.accountId });
  if (!visit) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: paySchema });
  if (submission.status !== 'success') {
    return json({ message: 'We could not read that. Nothing has changed; please try once more.' }, { status: 400 });
  }
  if (!isPayable(visit)) return redirect(`/visits/${visit.code}`, 303);
  return VERBS[submission.value.intent]({ visit, patientId: patient.accountId, now: new Date() });
}

export default function Pay() {
  return <PayPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />;
}

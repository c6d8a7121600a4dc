import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requirePatient } from '#app/auth/guards.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { resources } from '#app/server-resources.server.ts';
import { findOwnQuote } from '#db/cancellation-quotes.ts';
import { findCancellationOfQuote } from '#db/visit-refunds.ts';
import { findPatientVisit } from '#db/visits.ts';
import { CancelPage } from './cancel-page.tsx';
import { askWhatComesBack, confirmCancellation, refuseUnread } from './cancel-verbs.server.ts';
import { readCancel } from './read-cancel.server.ts';

export const headers = privatePageHeaders;
export const meta: MetaFunction = () => [{ title: 'Cancel services · OneVisit' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const patient = await requirePatient(request);
  const { db } = resources();
  const visit = await findPatientVisit(db, { code: params.code ?? '', patientId: patient.accountId });
  if (!visit) throw notFound();
  if (visit.confirmed_at === null) return redirect(`/visits/${visit.code}`);
  const query = new URL(request.url).searchParams;
  const quoteId = query.get('quote');
  const quote = quoteId === null ? null : await findOwnQuote(db, { quoteId, actor: { kind: 'patient', id: patient.accountId } });
  if (quoteId !== null && quote?.masterBookingId !== visit.id) throw notFound();
  const done = quote?.usedAt ? await findCancellationOfQuote(db, quote.id) : null;
  if (done) return redirect(`/visits/${visit.code}/receipts/${done}`);
  const ticked = query.getAll('part');
  const askAbout = query.get('step') === 'follow-up' ? ticked : [];
  return json({ view: await readCancel(db, { visit, quote, askAbout, now: new Date() }), ticked, renewed: query.has('renewed') });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const patient = await requirePatient(request);
  const visit = await findPatientVisit(resources().db, { code: params.code ?? '', patientId: patient.accountId });
  if (!visit) throw notFound();
  const form = await request.formData();
  const context = { visit, patientId: patient.accountId, form, now: new Date() };
  switch (form.get('intent')) {
    case 'ask':
      return askWhatComesBack(context);
    case 'confirm':
      return confirmCancellation(context);
    default:
      return refuseUnread();
  }
}

export default function Cancel() {
  return <CancelPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}

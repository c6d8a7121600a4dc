import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findOwnBasket } from '#app/auth/forget-basket.server.ts';
import { notFound, requirePatient } from '#app/auth/guards.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { resources } from '#app/server-resources.server.ts';
import { findPatientVisit } from '#db/visits.ts';
import { readVisit } from './read-visit.server.ts';
import { VisitPage } from './visit-page.tsx';

const LOOK_AGAIN_SECONDS = 5;

export const headers = privatePageHeaders;

/** While a payment is being looked for, the page asks again by itself, also without scripts. */
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `Visit ${data.view.code} · OneVisit` : 'OneVisit' },
  ...(data?.view.state === 'checking' ? [{ httpEquiv: 'refresh', content: String(LOOK_AGAIN_SECONDS) }] : []),
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const patient = await requirePatient(request);
  const { db } = resources();
  const visit = await findPatientVisit(db, { code: params.code ?? '', patientId: patient.accountId });
  if (!visit) throw notFound();
  await findOwnBasket(db, request, patient.accountId);
  const query = new URL(request.url).searchParams;
  return json({
    view: await readVisit(db, { visit, justPaid: query.has('checking'), now: new Date() }),
    paid: query.has('paid'),
    email: patient.email,
  });
}

export default function Visit() {
  return <VisitPage {...useLoaderData<typeof loader>()} />;
}

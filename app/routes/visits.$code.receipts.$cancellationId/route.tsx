import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { notFound, requirePatient } from '#app/auth/guards.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { resources } from '#app/server-resources.server.ts';
import { findReceipt } from '#db/visit-refunds.ts';
import { findPatientVisit } from '#db/visits.ts';
import { readReceipt, recompute } from './read-receipt.server.ts';
import { ReceiptPage } from './receipt-page.tsx';

export const headers = privatePageHeaders;
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `Cancellation receipt, visit ${data.view.code} · OneVisit` : 'OneVisit' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const patient = await requirePatient(request);
  const { db } = resources();
  const visit = await findPatientVisit(db, { code: params.code ?? '', patientId: patient.accountId });
  const receipt = visit && (await findReceipt(db, { masterBookingId: visit.id, cancellationId: params.cancellationId ?? '' }));
  if (!receipt) throw notFound();
  const query = new URL(request.url).searchParams;
  return json({
    view: await readReceipt(db, visit, receipt),
    done: query.has('done'),
    recomputed: query.has('recompute') ? await recompute(db, visit, receipt) : null,
  });
}

export default function Receipt() {
  return <ReceiptPage {...useLoaderData<typeof loader>()} />;
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound, requirePatient } from '#app/auth/guards.server.ts';
import { env } from '#app/env.server.ts';
import { buildVisitCalendar } from '#app/mail/visit-calendar.ts';
import { resources } from '#app/server-resources.server.ts';
import { findOwnVisitId, findVisitLetter } from '#db/visit-letters.ts';

/** The visit, or with `?part=` one service of it, for the patient's calendar. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const patient = await requirePatient(request);
  const { db } = resources();
  const masterBookingId = await findOwnVisitId(db, { code: params.code ?? '', patientId: patient.accountId });
  const visit = masterBookingId && (await findVisitLetter(db, { masterBookingId }));
  const partId = new URL(request.url).searchParams.get('part');
  if (!visit || (partId !== null && !visit.parts.some((part) => part.id === partId))) throw notFound();
  return new Response(buildVisitCalendar(visit, env().PUBLIC_ORIGIN, partId), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': `attachment; filename="onevisit-${visit.code}.ics"`, 'Cache-Control': 'private, no-store' },
  });
}

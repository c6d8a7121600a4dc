import type { LoaderFunctionArgs } from '@remix-run/node';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { monthOf, monthSpan, parseMonth } from '#app/domain/calendar-month.ts';
import { resources } from '#app/server-resources.server.ts';
import { writeOwnStatement } from '#db/own-statement.ts';
import { getPractice } from '#db/provider-days.ts';
import { streamText } from '../admin.exports.$file/stream-text.server.ts';
import { zoneOf } from '../provider/diary-entry.ts';

/** `/provider/earnings/statement.csv?month=2026-11`, streamed; this month ends now. A month that is none has no statement. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const { db } = resources();
  const now = new Date();
  const zone = zoneOf((await getPractice(db, providerId)).clinics);
  const thisMonth = monthOf(now, zone);
  const month = parseMonth(new URL(request.url).searchParams.get('month') ?? thisMonth);
  if (month === null || month > thisMonth) throw notFound();
  const { from, until } = monthSpan(month, zone);
  const pieces = writeOwnStatement(db, { providerId, zone, from, until: until > now ? now : until });
  return new Response(streamText(pieces, request.signal), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="onevisit-statement-${month}.csv"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}

import { parseWithZod, type SubmissionResult } from '@conform-to/zod/v4';
import { json, redirect } from '@remix-run/node';
import { notFound } from '#app/auth/guards.server.ts';
import { limitBy } from '#app/auth/rate-limit.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { quoteCancellation } from '#app/use-cases/quote-cancellation.server.ts';
import { findOwnQuote } from '#db/cancellation-quotes.ts';
import type { PatientVisit } from '#db/visits.ts';
import type { CancelAnswer } from './cancel-view.ts';
import { askSchema, confirmSchema } from './schema.ts';

const SEE_OTHER = 303;

export interface CancelVerbContext {
  readonly visit: PatientVisit;
  readonly patientId: string;
  readonly form: FormData;
  readonly now: Date;
}

function answer(status: number, { errors = {}, chosen = [] }: Partial<CancelAnswer>) {
  return json<CancelAnswer>({ errors, chosen }, { status });
}

/** "What do I get back if I cancel these now?" */
export async function askWhatComesBack({ visit, patientId, form, now }: CancelVerbContext) {
  const submission = parseWithZod(form, { schema: askSchema });
  const typed = form.getAll('part').map(String);
  if (submission.status !== 'success') return answer(400, { errors: errorsOf(submission.reply()), chosen: typed });
  const { part, followUps = null, asked } = submission.value;
  const chosen = [...new Set(part)];
  await limitBy(resources().db, 'quote', patientId);
  const quoted = await quoteCancellation(resources().db, { masterBookingId: visit.id, partIds: chosen, followUps, actor: { kind: 'patient', id: patientId }, now });
  if (quoted.ok) return redirect(`/visits/${visit.code}/cancel?quote=${quoted.value.id}`, SEE_OTHER);
  const { refusal } = quoted;
  if (refusal.code !== 'choose_follow_up') return answer(refusal.code === 'nothing_chosen' ? 400 : 409, { errors: { part: [refusal.message] }, chosen });
  if (asked) return answer(400, { errors: { followUps: ['Say what should become of the follow-up.'] }, chosen });
  // A question with an address of its own, so that going back to it works.
  return redirect(`/visits/${visit.code}/cancel?${new URLSearchParams([...chosen.map((id) => ['part', id]), ['step', 'follow-up']])}`, SEE_OTHER);
}

/** Executes what was shown, and only that. */
export async function confirmCancellation({ visit, patientId, form, now }: CancelVerbContext) {
  const { db, nudge } = resources();
  const actor = { kind: 'patient' as const, id: patientId };
  const quoteId = String(form.get('quote') ?? '');
  const quote = await findOwnQuote(db, { quoteId, actor });
  if (quote?.masterBookingId !== visit.id) throw notFound();
  const submission = parseWithZod(form, { schema: confirmSchema });
  if (submission.status !== 'success') return answer(400, { errors: errorsOf(submission.reply()) });
  const done = await cancelBookings(db, { quoteId, actor, reason: submission.value.reason, note: null, now });
  const receipt = (id: string, query = '') => redirect(`/visits/${visit.code}/receipts/${id}${query}`, SEE_OTHER);
  if (done.ok) {
    nudge();
    return receipt(done.value.cancellationId, '?done=1');
  }
  const { refusal } = done;
  switch (refusal.code) {
    case 'quote_used':
      return receipt(refusal.cancellationId);
    case 'quote_stale':
      return refusal.newQuoteId === null
        ? answer(409, { errors: { part: [refusal.message] } })
        : redirect(`/visits/${visit.code}/cancel?quote=${refusal.newQuoteId}&renewed=1`, SEE_OTHER);
    case 'no_such_quote':
      throw notFound();
    case 'wrong_reason':
      return answer(400, { errors: { reason: [refusal.message] } });
  }
}

/** Nothing on our pages posts this. */
export function refuseUnread() {
  return answer(400, { errors: { '': ['We could not read that. Nothing has changed; please try once more.'] } });
}

function errorsOf({ error }: SubmissionResult): Record<string, string[]> {
  return Object.fromEntries(Object.entries(error ?? {}).flatMap(([field, messages]) => (messages ? [[field.replace(/\[\d+\]$/, ''), messages]] : [])));
}

import { json, type TypedResponse } from '@remix-run/node';
import { refusedForm, type RefusedForm, type Reply } from '#app/auth/form-answer.server.ts';
import { notFound } from '#app/auth/guards.server.ts';
import type { OutsideBooking } from '#app/components/schedule/outside-booking.ts';
import type { Refusal } from '#app/domain/refusal.ts';
import type { Outside } from '#app/domain/schedule-cover.ts';
import type { StandingRow } from '#db/standing-bookings.ts';

/** The form again, or the bookings that have to be kept before it is saved. */
export interface ChangeAnswer extends RefusedForm {
  readonly outside: OutsideBooking[];
  readonly code: string;
  readonly message: string;
}

interface Submission {
  readonly reply: Reply;
}
type ScheduleRefusal = Refusal & { readonly field?: string; readonly outside?: readonly Outside<StandingRow>[] };

/** What was typed, with what is wrong with it; also for going back to it from the bookings. */
export function formAgain(submission: Submission): TypedResponse<ChangeAnswer> {
  return json({ ...refusedForm(submission.reply()), outside: [], code: 'form', message: '' }, 400);
}

/** `fieldOf` names the page's field where the use-case's own name is another one. */
export function answerRefusal(submission: Submission, refusal: ScheduleRefusal, fieldOf: (field: string) => string = (field) => field): TypedResponse<ChangeAnswer> {
  const { code, message, field, outside } = refusal;
  if (code === 'not_found') throw notFound();
  if (outside) return json({ ...refusedForm(submission.reply()), outside: outside.map(viewOf), code, message }, 409);
  const errors = field === undefined ? { formErrors: [message] } : { fieldErrors: { [fieldOf(field)]: [message] } };
  return json({ ...refusedForm(submission.reply(errors)), outside: [], code, message }, 400);
}

export function viewOf({ booking, reason }: Outside<StandingRow>): OutsideBooking {
  return {
    id: booking.id,
    reason,
    startsAt: booking.startsAt.toISOString(),
    zone: booking.zone,
    serviceName: booking.serviceName,
    clinicName: booking.clinicName,
    patientName: booking.patientName,
    holdExpiresAt: booking.holdExpiresAt.toISOString(),
  };
}

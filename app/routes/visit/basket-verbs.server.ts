import { json, redirect } from '@remix-run/node';
import { writeBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { retryAfter, tryUse } from '#app/auth/rate-limit.server.ts';
import type { SignedIn } from '#app/auth/session.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { addToBasket, removeFromBasket, setBasketCoupon } from '#app/use-cases/edit-basket.server.ts';
import { holdVisit } from '#app/use-cases/hold-visit.server.ts';
import { renewHold } from '#app/use-cases/renew-hold.server.ts';
import { startPayment } from '#app/use-cases/start-payment.server.ts';
import { findBasketLines, findLinkedVisit } from '#db/baskets.ts';
import type { RefusedVisit } from './basket-view.ts';
import type { VisitVerb } from './schema.ts';

const SEE_OTHER = 303;

export interface VerbContext {
  readonly basketId: string;
  readonly person: SignedIn | null;
  readonly patientId: string | null;
  readonly now: Date;
}

export function refuseVisit(refused: Partial<RefusedVisit> & { readonly message: string }, status = 409, headers?: Record<string, string>) {
  return json<RefusedVisit>({ field: '', typedCode: null, ...refused }, { status, headers });
}

export async function obey(verb: VisitVerb, context: VerbContext) {
  switch (verb.intent) {
    case 'remove':
      return removeLine(verb.lineId, context);
    case 'move':
      return moveLine(verb, context);
    case 'apply-coupon':
      return changeCoupon(verb.code, context);
    case 'remove-coupon':
      return changeCoupon(null, context);
    case 'hold':
      return holdAndPay(context);
  }
}

async function removeLine(lineId: string, { basketId, patientId, now }: VerbContext) {
  const count = await removeFromBasket(resources().db, { basketId, patientId, lineId, now });
  const cookie = await writeBasketCookie(count === 0 ? null : { id: basketId, count });
  return redirect('/visit', { status: SEE_OTHER, headers: { 'Set-Cookie': cookie } });
}

async function moveLine({ lineId, startsAt }: { lineId: string; startsAt: string }, { basketId, patientId, now }: VerbContext) {
  const { db } = resources();
  const line = (await findBasketLines(db, basketId)).find((each) => each.id === lineId);
  if (!line) return refuseVisit({ message: 'That service is not in your visit any more. The rest of your visit is kept.' });
  const place = { serviceId: line.service_id, clinicId: line.clinic_id, startsAt: new Date(startsAt) };
  const moved = await addToBasket(db, { basketId, patientId, ...place, replacesLineId: lineId, now });
  return moved.ok ? redirect('/visit', SEE_OTHER) : refuseVisit({ message: moved.refusal.message });
}

async function changeCoupon(code: string | null, { basketId, patientId, now }: VerbContext) {
  const changed = await setBasketCoupon(resources().db, { basketId, patientId, code, now });
  return changed.ok ? redirect('/visit', SEE_OTHER) : refuseVisit({ message: changed.refusal.message, field: 'code', typedCode: code });
}

async function holdAndPay({ basketId, person, patientId, now }: VerbContext) {
  if (!person) return redirect('/sign-in?next=%2Fvisit', SEE_OTHER);
  if (patientId === null) return refuseVisit({ message: ONLY_PATIENTS });
  const { db, gateway, nudge } = resources();
  const tooMany = await tryUse(db, 'hold', person.accountId);
  if (tooMany) return refuseVisit({ message: tooMany.message }, 429, retryAfter(tooMany));

  const linked = await findLinkedVisit(db, basketId, patientId);
  if (linked?.status === 'pending_payment' && linked.hold_expires_at <= now) {
    const renewed = await renewHold(db, { masterBookingId: linked.id, patientId, now });
    if (!renewed.ok) return refuseVisit({ message: renewed.refusal.message });
  }
  const held = await holdVisit(db, { basketId, patientId, now });
  if (!held.ok && held.refusal.code === 'already_booked') return redirect('/visits', SEE_OTHER);
  if (!held.ok) return refuseVisit({ message: held.refusal.message });
  const { code, masterBookingId, confirmed } = held.value;
  if (confirmed) {
    nudge();
    return redirect(`/visits/${code}?paid=1`, { status: SEE_OTHER, headers: { 'Set-Cookie': await writeBasketCookie(null) } });
  }
  // A gateway that is down is told on the page to pay, where trying again is one press.
  await startPayment({ db, gateway }, { masterBookingId, code });
  return redirect(`/visits/${code}/pay`, SEE_OTHER);
}

export const ONLY_PATIENTS = 'Visits are booked by patients. Sign out, and sign in with a patient’s account; what you chose is kept.';

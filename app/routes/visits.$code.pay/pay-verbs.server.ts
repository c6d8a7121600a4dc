import { json, redirect } from '@remix-run/node';
import { writeBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { retryAfter, tryUse } from '#app/auth/rate-limit.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { endHold } from '#app/use-cases/end-hold.server.ts';
import { renewHold } from '#app/use-cases/renew-hold.server.ts';
import { startPayment } from '#app/use-cases/start-payment.server.ts';
import { findBasketOfVisit, type PatientVisit } from '#db/visits.ts';

const SEE_OTHER = 303;

export interface PayVerbContext {
  readonly visit: PatientVisit;
  readonly patientId: string;
  readonly now: Date;
}

function refusePayment(message: string, status = 409, headers?: Record<string, string>) {
  return json({ message }, { status, headers });
}

/** Asks for the order again after the payment service did not answer. */
export async function startAgain({ visit }: PayVerbContext) {
  const { db, gateway } = resources();
  const started = await startPayment({ db, gateway }, { masterBookingId: visit.id, code: visit.code });
  if (started.ok) return redirect(`/visits/${visit.code}/pay`, SEE_OTHER);
  return started.refusal.code === 'gateway_down' ? refusePayment(started.refusal.message) : redirect(`/visits/${visit.code}`, SEE_OTHER);
}

/** The same times once more; when one is gone, the visit is a basket again, with what is left kept in it. */
export async function holdAgain({ visit, patientId, now }: PayVerbContext) {
  const { db, gateway } = resources();
  const tooMany = await tryUse(db, 'hold', patientId);
  if (tooMany) return refusePayment(tooMany.message, 429, retryAfter(tooMany));
  const basket = await findBasketOfVisit(db, visit.id);
  const renewed = await renewHold(db, { masterBookingId: visit.id, patientId, now });
  if (renewed.ok) {
    await startPayment({ db, gateway }, { masterBookingId: visit.id, code: visit.code });
    return redirect(`/visits/${visit.code}/pay`, SEE_OTHER);
  }
  if (renewed.refusal.code === 'not_pending') return redirect(`/visits/${visit.code}`, SEE_OTHER);
  return backToBasket('/visit?lost=1', basket);
}

/** Gives up the held times and goes back to the basket they came from. */
export async function changeVisit({ visit, patientId, now }: PayVerbContext) {
  const { db } = resources();
  const basket = await findBasketOfVisit(db, visit.id);
  const ended = await endHold(db, { masterBookingId: visit.id, actor: { kind: 'patient', id: patientId }, now });
  return ended ? backToBasket('/visit', basket) : redirect(`/visits/${visit.code}`, SEE_OTHER);
}

/** The browser may hold another basket by now, or be another one altogether. */
async function backToBasket(path: string, basket: { id: string; count: number } | null) {
  const headers: Record<string, string> = basket ? { 'Set-Cookie': await writeBasketCookie(basket) } : {};
  return redirect(path, { status: SEE_OTHER, headers });
}

import { adminImportRoutes } from './admin-import.ts';
import { adminStateRoutes } from './admin-state.ts';
import { adminWebhookRoutes } from './admin-webhooks.ts';
import { AdminError, count, flag, mergeFields, number, oneOf, requireText, text } from './admin-fields.ts';
import type { Payment } from './entities.ts';
import { FAULT_KINDS, addFault, isFaultKind } from './faults.ts';
import { json } from './http-types.ts';
import type { Call, Reply, Route } from './http-types.ts';
import { REFUSED_BY_PAYER } from './instruments.ts';
import { METHODS, OUTCOMES, ANYBODY, failureFields, payOrder, signed } from './pay.ts';
import { authorizePayment, capturePayment, failPayment } from './payment-life.ts';
import { paymentView } from './payment-view.ts';
import { learnArn, settleRefund } from './refund-life.ts';
import { refundView } from './refund-view.ts';
import { tryRefund } from './refunds.ts';
import { adminPlantRoutes } from './plants/admin-plants.ts';
import { requireRow } from './request-fields.ts';
import { adminSettlementRoutes } from './settlements/admin-settlements.ts';
import { planRuns } from './settlements/settlement-days.ts';
import { moveClock, setFrozen } from './time-travel.ts';
import { SETTING_CHOICES } from './settings.ts';
import type { World } from './world.ts';
import { adminXRoutes } from './x/admin-x.ts';

export const adminRoutes: Route[] = [
  ...adminStateRoutes,
  ...adminWebhookRoutes,
  ...adminImportRoutes,
  ...adminSettlementRoutes,
  ...adminPlantRoutes,
  ...adminXRoutes,
  { method: 'POST', path: '/__admin/pay', handle: pay },
  { method: 'POST', path: '/__admin/payments/:id/settle', handle: settlePayment },
  { method: 'POST', path: '/__admin/refunds', handle: refundFromDashboard },
  { method: 'POST', path: '/__admin/refunds/:id/settle', handle: endRefund },
  { method: 'POST', path: '/__admin/refunds/:id/arn', handle: giveArn },
  { method: 'GET', path: '/__admin/faults', handle: (world) => json([...world.store.faults.oldestFirst()]) },
  { method: 'POST', path: '/__admin/faults', handle: setFault },
  { method: 'DELETE', path: '/__admin/faults', handle: clearFaults },
  { method: 'POST', path: '/__admin/faults/clear', handle: clearFaults },
  { method: 'GET', path: '/__admin/clock', handle: (world) => json(clockView(world)) },
  { method: 'POST', path: '/__admin/clock', handle: setClock },
  { method: 'POST', path: '/__admin/settings', handle: setSettings },
  { method: 'POST', path: '/__admin/reset', handle: reset },
];

function pay(world: World, { body }: Call): Reply {
  const order = requireRow(world.store.orders, 'order', requireText(body, 'order_id'));
  const instrument = {
    method: oneOf(body, 'method', METHODS) ?? 'upi', vpa: text(body, 'vpa'), cardNumber: text(body, 'card_number'), bank: text(body, 'bank'),
  };
  const payer = { ...ANYBODY, email: text(body, 'email') ?? ANYBODY.email, contact: text(body, 'contact') ?? ANYBODY.contact };
  const payment = payOrder(world, order, { instrument, outcome: oneOf(body, 'outcome', OUTCOMES) ?? 'captured', payer, amount: number(body, 'amount') });
  return json({ ...signed(world, payment), payment: paymentView(payment), failure: payment.status === 'failed' ? failureFields(payment) : null });
}

/** The bank's late word on a created or failed payment, or a capture from the dashboard. */
function settlePayment(world: World, { body, params }: Call): Reply {
  const payment = requireRow<Payment>(world.store.payments, 'pay', params.id);
  const as = oneOf(body, 'as', ['authorized', 'captured', 'failed']) ?? 'captured';
  const unanswered = payment.status === 'created' || payment.status === 'failed';
  if (as === 'failed' && payment.status === 'created') failPayment(world, payment, REFUSED_BY_PAYER);
  else if (as !== 'failed' && unanswered) authorizePayment(world, payment, { holdCapture: as === 'authorized' });
  else if (as === 'captured' && payment.status === 'authorized') capturePayment(world, payment);
  else throw new AdminError(`A ${payment.status} payment cannot become ${as}.`);
  return json(paymentView(payment));
}

function refundFromDashboard(world: World, { body }: Call): Reply {
  const payment = requireRow<Payment>(world.store.payments, 'pay', requireText(body, 'payment_id'));
  return json(refundView(tryRefund(world, payment, { amount: number(body, 'amount'), speed: text(body, 'speed'), notes: body.notes }, { origin: 'dashboard' })));
}

function endRefund(world: World, { body, params }: Call): Reply {
  const refund = requireRow(world.store.refunds, 'rfnd', params.id);
  if (refund.status !== 'pending') throw new AdminError(`A ${refund.status} refund is final.`);
  settleRefund(world, refund, oneOf(body, 'as', ['processed', 'failed']) ?? 'processed');
  return json(refundView(refund));
}

function giveArn(world: World, { params }: Call): Reply {
  const refund = requireRow(world.store.refunds, 'rfnd', params.id);
  if (refund.status !== 'processed') throw new AdminError('Only a processed refund has a bank reference.');
  learnArn(world, refund);
  return json(refundView(refund));
}

function setFault(world: World, { body }: Call): Reply {
  const { kind } = body;
  if (!isFaultKind(kind)) throw new AdminError(`kind must be one of ${Object.keys(FAULT_KINDS).join(', ')}.`);
  return json(addFault(world, { kind, method: text(body, 'method'), path: requireText(body, 'path'), times: count(body, 'times'), ms: number(body, 'ms'), seconds: number(body, 'seconds') }));
}

function clearFaults(world: World): Reply {
  world.store.faults.clear();
  return json([]);
}

async function setClock(world: World, { body }: Call): Promise<Reply> {
  const freeze = flag(body, 'freeze');
  if (freeze === true) setFrozen(world, true);
  const advance = number(body, 'advanceSeconds');
  if (advance !== undefined) await moveClock(world, world.clock.nowMs() + advance * 1000);
  const set = body.set;
  if (set !== undefined && set !== '') {
    const ms = typeof set === 'number' ? set * 1000 : Date.parse(String(set));
    if (!Number.isFinite(ms)) throw new AdminError('set must be unix seconds or an ISO instant.');
    await moveClock(world, ms);
  }
  if (freeze === false) setFrozen(world, false);
  return json(clockView(world));
}

function clockView(world: World): { now: number; iso: string; frozen: boolean } {
  return { now: world.clock.now(), iso: new Date(world.clock.nowMs()).toISOString(), frozen: world.clock.frozen };
}

function setSettings(world: World, { body }: Call): Reply {
  const settings = mergeFields(world.store.settings, body, SETTING_CHOICES);
  world.store.settings = settings;
  planRuns(world, world.clock.now());
  return json(settings);
}

/** Everything forgotten and the clock real again; webhook endpoints stay, enabled, unless `everything` is asked for. */
function reset(world: World, { body }: Call): Reply {
  world.timeline.clear();
  world.settlementRuns.clear();
  world.queue.clear();
  world.log.clear();
  world.store.clear(flag(body, 'everything') ? [] : ['endpoints']);
  for (const endpoint of world.store.endpoints.oldestFirst()) world.store.endpoints.save(Object.assign(endpoint, { active: true, disabledReason: null }));
  world.clock.state = { offsetMs: 0, frozenAtMs: null };
  world.queue.steer(world.store.knobs);
  return json({ reset: true });
}

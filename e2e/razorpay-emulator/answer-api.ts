import { timingSafeEqual } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, FaultKind } from './faults.ts';
import { takeFault } from './faults.ts';
import { json } from './http-types.ts';
import type { Call, Reply, Route } from './http-types.ts';
import { alone, once } from './idempotency.ts';
import { RazorpayError, authenticationFailed, notApplicable, operationInProgress, unknownUrl } from './razorpay-errors.ts';
import type { Match, Router } from './router.ts';
import type { World } from './world.ts';

export type Answer = { reply: Reply | 'reset'; fault: FaultKind | null };

const BAD_GATEWAY_PAGE = '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

/** The whole way of one request to `/v1`: route, key, fault, idempotency, handler, commit, and what a fault makes of the answer. */
export async function answerApi(world: World, route: Router, call: Call): Promise<Answer> {
  let fault: Fault | undefined;
  try {
    const match = requireRoute(world, route, call);
    fault = takeFault(world, call.method, call.path);
    const early = faultBefore(fault);
    if (early) return { reply: early, fault: fault?.kind ?? null };
    const reply = await handle(world, match, call, fault);
    return { reply: await faultAfter(fault, reply), fault: fault?.kind ?? null };
  } catch (error) {
    return { reply: errorReply(error), fault: fault?.kind ?? null };
  }
}

function requireRoute(world: World, route: Router, call: Call): Match {
  const match = route(call.method, call.path);
  if (!match?.route.open && !isAuthentic(world, call.headers.authorization)) throw authenticationFailed();
  if (!match) throw unknownUrl();
  Object.assign(call.params, match.params);
  return match;
}

function isAuthentic(world: World, authorization: string | undefined): boolean {
  const expected = Buffer.from(`Basic ${Buffer.from(`${world.account.keyId}:${world.account.keySecret}`).toString('base64')}`);
  const given = Buffer.from(authorization ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function handle(world: World, { route }: Match, call: Call, fault: Fault | undefined): Promise<Reply> {
  const work = async (): Promise<Reply> => {
    if (fault?.kind === 'slow') await wait(fault.ms);
    return route.handle(world, call);
  };
  const reply = await once(world, call, route.idempotency, () => exclusively(world, route, call, work));
  world.store.commit();
  return reply;
}

function exclusively(world: World, route: Route, call: Call, work: () => Promise<Reply>): Promise<Reply> {
  if (!route.exclusiveBy) return work();
  return alone(world, `${call.params[route.exclusiveBy]}`, operationInProgress, work);
}

function faultBefore(fault: Fault | undefined): Reply | 'reset' | undefined {
  if (fault?.kind === 'reset') return 'reset';
  if (fault?.kind === 'bad_gateway_before_commit') return badGateway();
  if (fault?.kind === 'rate_limited') return errorReply(notApplicable('Throttling Error', 429));
  return undefined;
}

async function faultAfter(fault: Fault | undefined, reply: Reply): Promise<Reply | 'reset'> {
  if (fault?.kind === 'reply_lost') return 'reset';
  if (fault?.kind === 'bad_gateway_after_commit') return badGateway();
  if (fault?.kind === 'truncated') return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
  if (fault?.kind === 'hang') await wait(fault.ms);
  return reply;
}

function badGateway(): Reply {
  return { status: 502, headers: { 'content-type': 'text/html' }, body: BAD_GATEWAY_PAGE };
}

function errorReply(error: unknown): Reply {
  if (error instanceof RazorpayError) return json({ error: error.error }, error.status);
  console.error(error);
  const description = 'We are facing some trouble completing your request at the moment. Please try again shortly.';
  return json({ error: { code: 'SERVER_ERROR', description, source: 'internal', step: null, reason: 'server_error', metadata: {} } }, 500);
}

import { createHash } from 'node:crypto';
import type { Call, IdempotencyRule, Reply } from './http-types.ts';
import { json } from './http-types.ts';
import type { World } from './world.ts';

/**
 * Runs `work` once per key. Its answer is remembered and repeated; a refusal is thrown, not remembered, so the key may be tried again.
 * Keys are per merchant and do not expire: Razorpay does not say, and longer memory hides no double.
 */
export async function once(world: World, call: Call, rule: IdempotencyRule | undefined, work: () => Promise<Reply>): Promise<Reply> {
  const key = rule && call.headers[rule.header];
  if (rule?.missing && !key) throw rule.missing();
  if (!rule || typeof key !== 'string') return work();
  rule.check(key);
  const id = `${rule.header} ${key}`;
  const requestHash = createHash('sha256').update(`${call.method} ${call.path}\n${call.rawBody}`).digest('hex');
  const atWork = (): Promise<void> | undefined => (rule.waits?.(world) ? world.busy.get(id) : undefined);
  for (let end = atWork(); end; end = atWork()) await end;
  const answered = world.store.idempotentAnswers.find(id);
  if (answered) {
    if (answered.requestHash !== requestHash) throw rule.differentBody();
    const first = { ...json(null, answered.status), body: answered.body };
    return rule.current ? rule.current(world, first) : first;
  }
  return alone(world, id, rule.stillRunning, async () => {
    const reply = await work();
    world.store.idempotentAnswers.save({ id, requestHash, status: reply.status, body: reply.body, created_at: world.clock.now() });
    return reply;
  });
}

/** Runs `work` unless something is at work under the same name. */
export async function alone(world: World, name: string, refusal: () => Error, work: () => Promise<Reply>): Promise<Reply> {
  if (world.busy.has(name)) throw refusal();
  const done = Promise.withResolvers<void>();
  world.busy.set(name, done.promise);
  try {
    return await work();
  } finally {
    world.busy.delete(name);
    done.resolve();
  }
}

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk } from './razorpay-client.ts';
import { connectBooks } from './settlements/books-client.ts';
import { startEmulator } from './start-emulator.ts';
import type { RunningEmulator } from './start-emulator.ts';
import { startReceiver } from './webhook-receiver.ts';

let emulator: RunningEmulator;
let books: ReturnType<typeof connectBooks>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  books = connectBooks(connectSdk(emulator.origin).raw, emulator.admin);
  receiver = await startReceiver();
});
beforeEach(async () => {
  receiver.received.length = 0;
  receiver.answerWith(200);
  await emulator.admin.reset({ everything: true });
  await emulator.admin.setClock({ freeze: true, set: '2026-03-02T06:00:00Z' });
  await emulator.admin.setWebhook({ url: receiver.url, secret: 's', events: ['payment.captured', 'settlement.processed'] });
});
afterAll(async () => {
  receiver.stop();
  await emulator.stop();
});

const heard = (): string[] => receiver.received.map(({ event, body }) => `${event} ${/"amount":(\d+)/.exec(body)?.[1]}`);

test('26 hours of silence: what happens is lost for good, what happens after is told', async () => {
  await emulator.admin.silence(26);
  await books.pay(1_000);
  await emulator.admin.advance(25 * 3600);
  await books.pay(2_000);
  await emulator.admin.advance(3600 - 1);
  await books.pay(3_000);
  await emulator.admin.advance(1);
  await books.pay(4_000);
  expect(await emulator.admin.flush()).toMatchObject({ delivered: 1, lost: 3, pending: 0 });
  await emulator.admin.advance(10 * 3600);
  expect(heard()).toEqual(['payment.captured 4000']);
  const { counts, endpoints, deliveries } = await emulator.admin.state();
  expect(counts.lost).toBe(3);
  expect(endpoints).toMatchObject([{ active: true }]);
  expect(deliveries.filter(({ status }) => status === 'lost').every(({ attempts }) => attempts.length === 0)).toBe(true);
});

test('a retry that falls due in the silence is lost too, and no endpoint is disabled for it', async () => {
  receiver.answerWith(500);
  await books.pay(1_000);
  await emulator.admin.flush();
  expect(receiver.received).toHaveLength(1);
  receiver.answerWith(200);
  await emulator.admin.silence(26);
  await emulator.admin.advance(40 * 3600);
  expect(receiver.received).toHaveLength(1);
  expect(await emulator.admin.state()).toMatchObject({ counts: { lost: 1 }, endpoints: [{ active: true }] });
});

test('what happens in the silence is lost even when its delivery would come after', async () => {
  await emulator.admin.setKnobs({ delaySeconds: 7200 });
  await emulator.admin.silence(1);
  await books.pay(1_000);
  await emulator.admin.advance(3 * 3600);
  expect(heard()).toEqual([]);
});

test('what was lost is sent by a replay, also while it is silent', async () => {
  await emulator.admin.silence(26);
  await books.pay(1_000);
  const [lost] = (await emulator.admin.state()).deliveries;
  expect(lost).toMatchObject({ status: 'lost', next_attempt_at: null });
  await emulator.admin.replay({ event_id: lost!.event_id });
  await emulator.admin.flush();
  expect(heard()).toEqual(['payment.captured 1000']);
});

test('0 hours end it; a negative number is refused', async () => {
  await emulator.admin.silence(26);
  expect(await emulator.admin.silence(0)).toMatchObject({ silentUntil: 0 });
  await books.pay(1_000);
  await emulator.admin.flush();
  expect(heard()).toEqual(['payment.captured 1000']);
  await expect(emulator.admin.silence(-1)).rejects.toThrow('hours');
});

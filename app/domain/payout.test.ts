import { describe, expect, it } from 'vitest';
import { AUTOMATIC_ATTEMPTS_MAX } from './payout-bounds.ts';
import { decidePayoutFailure, FAILURE_REASONS, failureSentence } from './payout-failure.ts';
import { choosePayoutMode, isBankOpen } from './payout-mode.ts';
import { decidePayoutRefusal } from './payout-refusal.ts';
import { payoutRequestBody } from './payout-request.ts';
import { contradicts, isNews, isPayoutMove, PAYOUT_MOVES, PAYOUT_STATUSES, type AttemptStatus } from './payout.ts';

const at = (text: string) => new Date(`${text}+05:30`);
const LAKH = 1_00_000_00;

describe('the table of moves', () => {
  it('names each move once, and every state can be reached and left', () => {
    const moves = PAYOUT_MOVES.map((move) => `${move.from} ${move.event} ${move.to}`);
    expect(new Set(moves).size).toBe(moves.length);
    for (const status of PAYOUT_STATUSES) {
      expect(PAYOUT_MOVES.some((move) => move.from === status)).toBe(true);
      expect(status === 'queued' || PAYOUT_MOVES.some((move) => move.to === status)).toBe(true);
    }
  });

  it('never sends what is held, waits for a person, or may have arrived', () => {
    for (const from of ['on_hold', 'needs_attention', 'outcome_unknown', 'processed', 'processing'] as const) expect(isPayoutMove(from, 'processing', 'payout_claimed')).toBe(false);
  });
});

describe('news of an attempt', () => {
  const order: AttemptStatus[][] = [['sending', 'outcome_unknown'], ['refused', 'not_found'], ['pending'], ['queued', 'scheduled'], ['processing'], ['processed', 'failed', 'cancelled', 'rejected'], ['reversed']];

  it('counts only when it is further along', () => {
    for (const [index, group] of order.entries()) {
      for (const known of group) for (const later of order.slice(index + 1).flat()) expect([isNews(known, later), isNews(later, known)]).toEqual([true, false]);
      for (const known of group) for (const same of group) expect(isNews(known, same)).toBe(false);
    }
  });

  it('contradicts only between two different ends', () => {
    expect([contradicts('processed', 'failed'), contradicts('failed', 'processed'), contradicts('processed', 'processed'), contradicts('queued', 'scheduled'), contradicts('processed', 'reversed')]).toEqual([true, true, false, false, false]);
  });
});

describe('the way of a payout', () => {
  const bank = { accountKind: 'bank_account' as const, withoutImps: false };
  it.each([
    [5 * LAKH, '2026-11-26T03:00', 'IMPS'],
    [5 * LAKH + 1, '2026-11-26T17:59', 'RTGS'],
    [5 * LAKH + 1, '2026-11-26T18:00', 'NEFT'],
    [5 * LAKH + 1, '2026-11-26T01:59', 'NEFT'],
    [5 * LAKH + 1, '2026-11-29T12:00', 'NEFT'],
    [5 * LAKH + 1, '2026-11-14T12:00', 'NEFT'],
    [5 * LAKH + 1, '2026-11-21T12:00', 'RTGS'],
    [5 * LAKH + 1, '2026-10-02T12:00', 'NEFT'],
    [100, '2026-11-26T03:00', 'IMPS'],
  ])('of %d paise at %s is %s', (amountPaise, time, mode) => {
    expect(choosePayoutMode({ ...bank, amountPaise, now: at(time) })).toBe(mode);
  });

  it('goes round IMPS when the bank has refused it, and has no way for too much to a UPI id', () => {
    expect(choosePayoutMode({ ...bank, withoutImps: true, amountPaise: 1_000, now: at('2026-11-26T12:00') })).toBe('NEFT');
    expect(choosePayoutMode({ ...bank, withoutImps: true, amountPaise: 2 * LAKH, now: at('2026-11-26T12:00') })).toBe('RTGS');
    expect(choosePayoutMode({ accountKind: 'vpa', withoutImps: false, amountPaise: LAKH, now: at('2026-11-26T12:00') })).toBe('UPI');
    expect(choosePayoutMode({ accountKind: 'vpa', withoutImps: false, amountPaise: LAKH + 1, now: at('2026-11-26T12:00') })).toBeNull();
  });

  it('knows the bank’s hours in India', () => {
    expect([isBankOpen(at('2026-11-26T02:00')), isBankOpen(at('2026-11-26T01:59'))]).toEqual([true, false]);
  });
});

describe('after a failure', () => {
  const failure = { cameBack: false, tries: 1, repeatedOnFixedAccount: false };

  it('every known reason has a sentence and a decision', () => {
    for (const reason of FAILURE_REASONS) {
      expect(failureSentence(reason)).toMatch(/\.$/);
      expect(['retry', 'hold', 'ask']).toContain(decidePayoutFailure({ ...failure, reason }).next);
    }
  });

  it.each([
    ['bank_account_closed', { ...failure }, 'hold'],
    ['bank_account_closed', { ...failure, cameBack: true }, 'ask'],
    ['bank_account_closed', { ...failure, repeatedOnFixedAccount: true }, 'ask'],
    ['beneficiary_bank_offline', { ...failure }, 'retry'],
    ['beneficiary_bank_offline', { ...failure, tries: AUTOMATIC_ATTEMPTS_MAX - 1 }, 'retry'],
    ['beneficiary_bank_offline', { ...failure, tries: AUTOMATIC_ATTEMPTS_MAX }, 'ask'],
    ['transaction_limit_exceeded', { ...failure }, 'ask'],
    ['a_reason_of_tomorrow', { ...failure }, 'ask'],
  ])('%s → %j → %s', (reason, wish, next) => {
    expect(decidePayoutFailure({ ...wish, reason }).next).toBe(next);
  });

  it('waits longer before the third try than before the second, and goes another way at once', () => {
    expect([1, 2].map((tries) => decidePayoutFailure({ ...failure, tries, reason: 'gateway_timeout' }))).toMatchObject([{ afterMinutes: 30 }, { afterMinutes: 120 }]);
    expect(decidePayoutFailure({ ...failure, reason: 'imps_not_allowed' })).toMatchObject({ next: 'retry', afterMinutes: 0 });
  });
});

it.each([
  ['This account does not have enough balance to carry out the payout operation.', 'later'],
  ['Different request body sent for the same Idempotency Header', 'ask_gateway'],
  ['A payout with the same request is still in progress', 'ask_gateway'],
  ['Authentication failed', 'later'],
  ['The amount must be at least 100.', 'ask'],
])('a refusal “%s” means %s', (words, next) => {
  expect(decidePayoutRefusal(words).next).toBe(next);
});

it('a request says what support and a second look need, within the bank’s limits', () => {
  const body = payoutRequestBody({ accountNumber: '2323230000000001', fundAccountId: 'fa_00000000000001', amountPaise: 68_000, mode: 'IMPS', payoutId: '0kbfa9x1payout000001', attemptId: 'attempt0000000000001' });
  const sent = JSON.parse(body) as Record<string, unknown>;
  expect(sent).toMatchObject({ reference_id: '0kbfa9x1payout000001', queue_if_low_balance: true, currency: 'INR', purpose: 'payout', notes: { attempt: 'attempt0000000000001' } });
  expect(String(sent.narration)).toMatch(/^[A-Za-z0-9 ]{1,30}$/);
  expect(String(sent.reference_id).length).toBeLessThanOrEqual(40);
});

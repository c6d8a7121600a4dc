import { describe, expect, it } from 'vitest';
import { ONBOARDING_STATUSES, type PayoutAccountStatus } from './onboarding.ts';
import { FAILURE_REASONS } from './payout-failure.ts';
import type { PayoutMode } from './payout-mode.ts';
import { payoutStanding, type PayeeStanding, type PayoutStanding, type StandingQuestion } from './payout-standing.ts';
import { PAYOUT_STATUSES, type AttemptStatus, type HoldReason } from './payout.ts';

/** 10:45 in India. */
const now = new Date('2026-11-24T05:15:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const verified: PayeeStanding = { onboarding: 'verified', account: { kind: 'bank_account', status: 'valid' } };
const plain: StandingQuestion = {
  status: 'queued', holdReason: null, lastReason: null, nextTryAt: null, amountPaise: 64_000, latestAttempt: null, payee: verified, pausedUntil: null, now, zone: 'Asia/Kolkata',
};
const sentenceOf = (change: Partial<StandingQuestion>) => payoutStanding({ ...plain, ...change }).sentence;
const attempt = (status: AttemptStatus, minutes = 3, mode: PayoutMode = 'IMPS') => ({ status, mode, startedAt: minutesAgo(minutes) });
const payee = (onboarding: PayeeStanding['onboarding'], status: PayoutAccountStatus | null): PayeeStanding => ({ onboarding, account: status && { kind: 'bank_account', status } });

const HOLDS: readonly (HoldReason | null)[] = [null, 'not_verified', 'account_to_fix', 'below_minimum', 'admin', 'cancelled'];
const REASONS: readonly (string | null)[] = [null, 'refused', 'a_reason_nobody_has_seen', ...FAILURE_REASONS];
const ATTEMPTS: readonly (AttemptStatus | null)[] = [null, 'sending', 'outcome_unknown', 'refused', 'not_found', 'pending', 'scheduled', 'queued', 'processing', 'processed', 'failed', 'cancelled', 'rejected', 'reversed'];
const ACCOUNTS: readonly (PayoutAccountStatus | null)[] = [null, 'new', 'checking', 'review', 'valid', 'invalid'];

const every = PAYOUT_STATUSES.flatMap((status) => HOLDS.flatMap((holdReason) => REASONS.map((lastReason) => ({ status, holdReason, lastReason }))));
const payees = ONBOARDING_STATUSES.flatMap((onboarding) => ACCOUNTS.map((status) => payee(onboarding, status)));
const moments = [null, minutesAgo(1), minutesAgo(-30), minutesAgo(-3_000)];

/** Whole sentences; whoever is asked to do something is led there, and nobody is sent to an account that is in order. */
function isRight({ status, payee: { onboarding, account } }: StandingQuestion, { sentence, remedy }: PayoutStanding): boolean {
  if (status === 'processed') return sentence === null && remedy === null;
  if (!/^[A-Z][^_!]+\.$/.test(sentence ?? '')) return false;
  if (/Change (your|them)|Give us/.test(sentence!) !== (remedy === 'account')) return false;
  return remedy === null || account === null || account.status === 'invalid' || onboarding === 'draft' || onboarding === 'rejected';
}

describe('why a payout is not paid yet', () => {
  it.each(PAYOUT_STATUSES)('has a whole sentence for everything that can be true while it is %s', (status) => {
    const wrong: unknown[] = [];
    for (const of of every.filter((each) => each.status === status)) {
      for (const standing of payees) {
        for (const [index, nextTryAt] of moments.entries()) {
          const latestAttempt = ATTEMPTS[index * 3] ? attempt(ATTEMPTS[index * 3]!) : null;
          const question = { ...plain, ...of, nextTryAt, latestAttempt, payee: standing };
          const answer = payoutStanding(question);
          if (!isRight(question, answer)) wrong.push({ ...question, ...answer });
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(ATTEMPTS)('has one for an attempt that is %s', (status) => {
    for (const minutes of [1, 90, 3_000]) expect(sentenceOf({ status: 'processing', latestAttempt: status && attempt(status, minutes) })).toMatch(/^[A-Z][^_!]+\.$/);
  });

  it.each<[string, Partial<StandingQuestion>]>([
    ['It is next in line to be sent, which mostly takes a minute.', {}],
    ['It is sent by itself at 11:15.', { nextTryAt: minutesAgo(-30) }],
    ['It is sent by itself on Wed 25 Nov, 10:45.', { nextTryAt: minutesAgo(-1_440) }],
    ['RazorpayX did not take it for a reason on our side; it is tried again by itself at 11:00.', { lastReason: 'refused', nextTryAt: minutesAgo(-15) }],
    ['We have paused all payouts; they go on by themselves at 12:45 at the latest.', { pausedUntil: minutesAgo(-120) }],
    ['It is next in line to be sent, which mostly takes a minute.', { pausedUntil: minutesAgo(1) }],
    ['It is being sent right now.', { status: 'processing', latestAttempt: attempt('sending', 0) }],
    ['Sent at 10:42, banks usually take a few minutes.', { status: 'processing', latestAttempt: attempt('processing') }],
    ['Sent at 10:42, banks usually take a few hours.', { status: 'processing', latestAttempt: attempt('processing', 3, 'NEFT') }],
    ['Sent at 08:45, and the bank takes longer than usual; we go on asking by ourselves.', { status: 'processing', latestAttempt: attempt('processing', 120) }],
    ['RazorpayX has it and sends it by itself as soon as we have loaded enough money there.', { status: 'processing', latestAttempt: attempt('queued') }],
    ['We are asking RazorpayX whether the last try at 10:42 arrived, and send nothing else until we know.', { status: 'outcome_unknown', latestAttempt: attempt('outcome_unknown') }],
    ['The bank is offline. It is tried again by itself at 11:15.', { status: 'failed', lastReason: 'beneficiary_bank_offline', nextTryAt: minutesAgo(-30) }],
    ['The bank sent the money back. The bank is offline. It is tried again by itself in a moment.', { status: 'reversed', lastReason: 'beneficiary_bank_offline', nextTryAt: minutesAgo(1) }],
    ['Your bank account is being checked; this is sent by itself when it is verified.', { status: 'on_hold', holdReason: 'not_verified', payee: payee('bank_check', 'checking') }],
    ['Your bank account is being looked at by our team; this is sent by itself when it is verified.', { status: 'on_hold', holdReason: 'not_verified', payee: payee('bank_check', 'review') }],
    ['Your new account is being checked; this is sent by itself when it is verified.', { status: 'on_hold', holdReason: 'account_to_fix', lastReason: 'bank_account_closed', payee: payee('submitted', 'new') }],
    ['Our team has put it on hold. Ask us if you would like to know why.', { status: 'on_hold', holdReason: 'admin' }],
    ['Less than ₹1 of it is left, and banks move nothing smaller.', { status: 'on_hold', holdReason: 'below_minimum' }],
    ['RazorpayX did not take it. Our team is looking at it; you need not do anything.', { status: 'needs_attention', lastReason: 'refused' }],
    ['All of it went towards what was taken back after refunds, so there was nothing left to send.', { status: 'processed', amountPaise: 0 }],
  ])('says: %s', (sentence, change) => {
    expect(payoutStanding({ ...plain, ...change })).toEqual({ sentence, remedy: null });
  });

  it.each<[string, Partial<StandingQuestion>]>([
    ['We do not have a bank account of yours yet. Give us one, and this is sent by itself once your bank confirms it.', { status: 'on_hold', holdReason: 'not_verified', payee: payee('draft', null) }],
    ['Your details were not accepted. Change them, and this is sent by itself once they are verified.', { status: 'on_hold', holdReason: 'not_verified', payee: payee('rejected', 'valid') }],
    ['The bank says that this account is closed. Change your bank account and it is sent again by itself.', { status: 'on_hold', holdReason: 'account_to_fix', lastReason: 'bank_account_closed', payee: payee('verified', 'invalid') }],
    ['A UPI id takes at most ₹1,00,000 at a time. Give us a bank account, and this is sent by itself.', { status: 'on_hold', holdReason: 'account_to_fix', payee: { onboarding: 'verified', account: { kind: 'vpa', status: 'valid' } } }],
    ['The bank says that this account is frozen. Change your bank account; our team talks to you before it is sent again.', { status: 'needs_attention', lastReason: 'bank_account_frozen', payee: payee('verified', 'invalid') }],
  ])('leads to the account: %s', (sentence, change) => {
    expect(payoutStanding({ ...plain, ...change })).toEqual({ sentence, remedy: 'account' });
  });
});

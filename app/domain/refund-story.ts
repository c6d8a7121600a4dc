import { formatDay, formatWhen } from './appointment-time.ts';
import { refundExpectedBy } from './refund-date.ts';
import type { RefundStatus } from './refund.ts';

/** A refund as its row says it, for telling it to its patient. */
export interface RefundFacts {
  readonly status: RefundStatus;
  readonly waitingFor: 'balance' | 'gateway' | null;
  /** A person has to find another way; what the desk reads about it is not for the patient. */
  readonly parked: boolean;
  readonly paidByTransfer: boolean;
  readonly requestedAt: Date;
  readonly sentAt: Date | null;
  readonly settledAt: Date | null;
}

export const REFUND_STAGES = ['requested', 'sent', 'at_bank'] as const;
export type RefundStage = (typeof REFUND_STAGES)[number];

/**
 * How it goes. `needs_us`: not the usual way, and not the patient's task. `replaced`: that try failed for good and
 * another refund row carries the same money.
 */
export type RefundMood = 'moving' | 'waiting' | 'checking' | 'done' | 'needs_us' | 'replaced';

export interface RefundStory {
  readonly stage: RefundStage;
  readonly mood: RefundMood;
  readonly sentence: string;
  /** `Tue 1 Dec`: the last day on which the bank should show it. */
  readonly expectedBy: string;
}

export function tellRefund(facts: RefundFacts, zone: string): RefundStory {
  const expectedBy = formatDay(refundExpectedBy(facts.requestedAt, zone));
  return { expectedBy, ...howItGoes(facts, zone, expectedBy) };
}

function howItGoes(facts: RefundFacts, zone: string, expectedBy: string): Omit<RefundStory, 'expectedBy'> {
  const stage = facts.sentAt === null ? 'requested' : 'sent';
  const on = (at: Date | null) => (at === null ? '' : ` on ${formatWhen(at, zone)}`);
  if (facts.parked) {
    return { stage, mood: 'needs_us', sentence: 'It could not go back the usual way and needs another. The money is safe and still yours; we are on it and will write to you.' };
  }
  switch (facts.status) {
    case 'requested':
      return facts.waitingFor === null
        ? { stage: 'requested', mood: 'moving', sentence: 'It is on its way to the payment service.' }
        : { stage: 'requested', mood: 'waiting', sentence: 'It is waiting for the payment service and goes on by itself. You do not need to do anything.' };
    case 'sending':
      return { stage: 'requested', mood: 'moving', sentence: 'It is being sent to your bank right now.' };
    case 'outcome_unknown':
      return { stage: 'requested', mood: 'checking', sentence: 'The payment service has not answered yet, so we are checking. You are paid once, whatever it says; you do not need to do anything.' };
    case 'pending':
      return { stage: 'sent', mood: 'moving', sentence: `It was sent to your bank${on(facts.sentAt)}. It should be there by ${expectedBy}.` };
    case 'processed':
      return {
        stage: 'at_bank',
        mood: 'done',
        sentence: facts.paidByTransfer ? `We paid it to your account by bank transfer${on(facts.settledAt)}.` : `Your bank has it${facts.settledAt ? ` since ${formatWhen(facts.settledAt, zone)}` : ''} and shows it by ${expectedBy}.`,
      };
    case 'failed':
      return { stage, mood: 'replaced', sentence: 'This try did not go through; the same amount was sent again.' };
  }
}

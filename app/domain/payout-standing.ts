import { formatTime, formatWhen, localDateOf, MINUTE_MS } from './appointment-time.ts';
import { blamesAccount, failureSentence } from './payout-failure.ts';
import type { PayoutMode } from './payout-mode.ts';
import type { AttemptStatus, HoldReason, PayoutStatus } from './payout.ts';
import type { OnboardingStatus, PayoutAccountKind, PayoutAccountStatus } from './onboarding.ts';

/** Whether its provider can be paid at present. */
export interface PayeeStanding {
  readonly onboarding: OnboardingStatus;
  readonly account: { readonly kind: PayoutAccountKind; readonly status: PayoutAccountStatus } | null;
}

/** A payout, and what of the world around it decides what happens next. */
export interface StandingQuestion {
  readonly status: PayoutStatus;
  readonly holdReason: HoldReason | null;
  /** Why the last try did not pay: RazorpayX's word, or `refused` and `not_found` of ours. */
  readonly lastReason: string | null;
  readonly nextTryAt: Date | null;
  readonly amountPaise: number;
  readonly latestAttempt: { readonly status: AttemptStatus; readonly mode: PayoutMode; readonly startedAt: Date } | null;
  readonly payee: PayeeStanding;
  /** All payouts rest until then. */
  readonly pausedUntil: Date | null;
  readonly now: Date;
  readonly zone: string;
}

export interface PayoutStanding {
  /** Why it is not paid yet, and what happens next; null once it is. */
  readonly sentence: string | null;
  /** Where the provider can help, that is with the bank account. */
  readonly remedy: 'account' | null;
}

/** The reason of ours for a request that RazorpayX refused: its words are for our desk, not for a provider. */
const REFUSED = 'refused';

/** Within this, a bank that says nothing is as quick as banks are. */
const USUAL_MINUTES: Readonly<Record<PayoutMode, number>> = { IMPS: 60, UPI: 60, RTGS: 4 * 60, NEFT: 24 * 60 };
const USUAL_WORDS: Readonly<Record<PayoutMode, string>> = {
  IMPS: 'banks usually take a few minutes', UPI: 'banks usually take a few minutes', RTGS: 'banks usually take an hour or two', NEFT: 'banks usually take a few hours',
};

const wait = (sentence: string): PayoutStanding => ({ sentence, remedy: null });
const help = (sentence: string): PayoutStanding => ({ sentence, remedy: 'account' });

/** "Why am I not paid yet", for one payout: what it waits for, whether that ends by itself, and who has to do what. */
export function payoutStanding(question: StandingQuestion): PayoutStanding {
  switch (question.status) {
    case 'processed':
      return question.amountPaise === 0 ? wait('All of it went towards what was taken back after refunds, so there was nothing left to send.') : { sentence: null, remedy: null };
    case 'queued':
      return wait(queued(question));
    case 'processing':
      return wait(onItsWay(question));
    case 'outcome_unknown':
      return wait(`We are asking RazorpayX whether the last try${triedAt(question)} arrived, and send nothing else until we know.`);
    case 'failed':
    case 'reversed':
      return wait(`${whatHappened(question)} ${again(question)}`);
    case 'on_hold':
      return held(question);
    case 'needs_attention':
      return parked(question);
  }
}

/** `at 10:42` today, else `on Tue 24 Nov, 10:42`. */
function moment(at: Date, { now, zone }: Pick<StandingQuestion, 'now' | 'zone'>): string {
  return localDateOf(at, zone) === localDateOf(now, zone) ? `at ${formatTime(at, zone)}` : `on ${formatWhen(at, zone)}`;
}

function triedAt(question: StandingQuestion): string {
  return question.latestAttempt ? ` ${moment(question.latestAttempt.startedAt, question)}` : '';
}

function isLater(at: Date | null, now: Date): at is Date {
  return at !== null && at > now;
}

function queued(question: StandingQuestion): string {
  const { pausedUntil, nextTryAt, now } = question;
  if (isLater(pausedUntil, now)) return pausedSentence(pausedUntil, question);
  if (question.lastReason === REFUSED) return `RazorpayX did not take it for a reason on our side; ${tryAgain(question)}.`;
  return isLater(nextTryAt, now) ? `It is sent by itself ${moment(nextTryAt, question)}.` : 'It is next in line to be sent, which mostly takes a minute.';
}

function pausedSentence(until: Date, question: StandingQuestion): string {
  return `We have paused all payouts; they go on by themselves ${moment(until, question)} at the latest.`;
}

function tryAgain(question: StandingQuestion): string {
  const { nextTryAt, now } = question;
  return `it is tried again by itself ${isLater(nextTryAt, now) ? moment(nextTryAt, question) : 'in a moment'}`;
}

/** After a failure that passes; one that waits for nothing any more is with a person. */
function again(question: StandingQuestion): string {
  if (isLater(question.pausedUntil, question.now)) return pausedSentence(question.pausedUntil, question);
  if (question.nextTryAt === null) return OUR_TEAM;
  const sentence = tryAgain(question);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function onItsWay(question: StandingQuestion): string {
  const { latestAttempt, now } = question;
  switch (latestAttempt?.status) {
    case 'pending':
      return 'It waits for a second approval on our side; you need not do anything.';
    case 'queued':
      return 'RazorpayX has it and sends it by itself as soon as we have loaded enough money there.';
    case 'scheduled':
      return 'RazorpayX has it and sends it by itself when the bank opens.';
    case 'processing': {
      const minutes = (now.getTime() - latestAttempt.startedAt.getTime()) / MINUTE_MS;
      const late = minutes > USUAL_MINUTES[latestAttempt.mode];
      return `Sent ${moment(latestAttempt.startedAt, question)}, ${late ? 'and the bank takes longer than usual; we go on asking by ourselves' : USUAL_WORDS[latestAttempt.mode]}.`;
    }
    default:
      return 'It is being sent right now.';
  }
}

const OUR_TEAM = 'Our team is looking at it; you need not do anything.';

function whatHappened({ status, lastReason }: StandingQuestion): string {
  if (lastReason === null) return 'It did not go through.';
  if (lastReason === REFUSED) return 'RazorpayX did not take it.';
  return status === 'reversed' ? `The bank sent the money back. ${failureSentence(lastReason)}` : failureSentence(lastReason);
}

function held(question: StandingQuestion): PayoutStanding {
  switch (question.holdReason) {
    case 'not_verified':
      return notVerified(question.payee);
    case 'account_to_fix':
      return accountToFix(question);
    case 'upi_limit':
      return help('A UPI id takes at most ₹1,00,000 at a time, and this is more. Give a bank account, and it is sent by itself.');
    case 'below_minimum':
      return wait('Less than ₹1 of it is left, and banks move nothing smaller.');
    case 'cancelled':
      return wait('It was taken back before it was sent. Our team decides when it goes out.');
    default:
      return wait('Our team has put it on hold. Ask us if you would like to know why.');
  }
}

function notVerified({ onboarding, account }: PayeeStanding): PayoutStanding {
  if (onboarding === 'draft' || account === null) return help('We do not have a bank account of yours yet. Give us one, and this is sent by itself once your bank confirms it.');
  if (onboarding === 'rejected') return help('Your details were not accepted. Change them, and this is sent by itself once they are verified.');
  if (account.status === 'invalid') return help('Your bank does not confirm the account. Change your bank account, and this is sent by itself once it is verified.');
  return beingChecked('Your bank account', { onboarding, account });
}

function beingChecked(whose: string, { onboarding, account }: PayeeStanding): PayoutStanding {
  if (onboarding === 'verified' && account?.status === 'valid') return wait(`${whose} is verified; this is sent by itself within minutes.`);
  if (account?.status === 'review') return wait(`${whose} is being looked at by our team; this is sent by itself when it is verified.`);
  return wait(`${whose} is being checked; this is sent by itself when it is verified.`);
}

function accountToFix({ lastReason, payee }: StandingQuestion): PayoutStanding {
  const { account } = payee;
  if (lastReason === null || !blamesAccount(lastReason)) {
    // Nothing failed: the sum is more than a UPI id takes.
    return account?.kind === 'bank_account' ? beingChecked('Your bank account', payee) : help('A UPI id takes at most ₹1,00,000 at a time. Give us a bank account, and this is sent by itself.');
  }
  if (account === null || account.status === 'invalid' || payee.onboarding === 'rejected') return help(`${failureSentence(lastReason)} Change your bank account and it is sent again by itself.`);
  return beingChecked('Your new account', payee);
}

/** A person of ours decides; the provider's own part, if there is one, is the account. */
function parked(question: StandingQuestion): PayoutStanding {
  const happened = whatHappened({ ...question, status: 'needs_attention' });
  const { lastReason, payee } = question;
  if (lastReason === null || !blamesAccount(lastReason)) return wait(`${happened} ${OUR_TEAM}`);
  if (payee.account === null || payee.account.status === 'invalid') return help(`${happened} Change your bank account; our team talks to you before it is sent again.`);
  return wait(`${happened} Our team talks to you before it is sent again.`);
}

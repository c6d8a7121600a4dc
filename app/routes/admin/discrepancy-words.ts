import type { DiscrepancyKind, DiscrepancySource, Resolution } from '#app/domain/reconciliation.ts';

interface KindWords {
  /** A few words, for lists. */
  readonly title: string;
  readonly meaning: string;
  readonly next: string;
}

/** Each way in which two books can differ, as the desk reads it. */
export const DISCREPANCY_WORDS: Readonly<Record<DiscrepancyKind, KindWords>> = {
  missing_at_ours: {
    title: 'Razorpay has it, we do not',
    meaning: 'Money moved in Razorpay’s books, and nothing in ours explains it.',
    next: 'Ask Razorpay again, because news of it may have been lost. If it stays, find out who made it, then accept it or link it to what it belongs to.',
  },
  missing_at_theirs: {
    title: 'We have it, Razorpay does not',
    meaning: 'Our books count this money, and no settlement or statement that should hold it does.',
    next: 'Ask Razorpay again: a bank holiday can delay it by a day or two. If Razorpay says that it never happened, accept its word.',
  },
  amount_over: {
    title: 'Razorpay’s amount is larger',
    meaning: 'Both books have it, and Razorpay’s amount is larger than ours.',
    next: 'Compare it with what was agreed. If Razorpay is right, accept its word; the difference is posted.',
  },
  amount_under: {
    title: 'Razorpay’s amount is smaller',
    meaning: 'Both books have it, and Razorpay’s amount is smaller than ours.',
    next: 'Compare it with what was agreed. If Razorpay is right, accept its word; the difference is posted.',
  },
  status_differs: {
    title: 'Razorpay says another state',
    meaning: 'One book says that it is done and the other that it is not, or that it came back.',
    next: 'Ask Razorpay again. If its answer stays, accept it, and look at what the patient or provider was told.',
  },
  fee_differs: {
    title: 'Razorpay’s fee is different',
    meaning: 'The amount is the same in both books, and the fee or its GST is not.',
    next: 'Check it against Razorpay’s price list. If the fee is right, accept it; it is posted as a cost.',
  },
  settled_elsewhere: {
    title: 'Settled with another transfer',
    meaning: 'Razorpay names one settlement, and the bank reference is that of another.',
    next: 'No money is missing. Ask Razorpay again; if its listing stays as it is, ignore it with a reason.',
  },
  duplicate: {
    title: 'Counted twice by Razorpay',
    meaning: 'Razorpay’s books count this more than once, and it happened once.',
    next: 'Ask Razorpay again. If the money really moved twice, write to Razorpay, then accept its word.',
  },
  refund_made_elsewhere: {
    title: 'Refunded outside OneVisit',
    meaning: 'Somebody returned this money in Razorpay’s dashboard. Our books have it since we found it.',
    next: 'Find out who did it and why. Then link it to the visit, or ignore it with that reason.',
  },
};

export const RESOLUTION_WORDS: Readonly<Record<Resolution, string>> = {
  accepted_theirs: 'Razorpay’s word accepted',
  linked: 'Linked',
  ignored: 'Ignored',
  late_truth: 'Both books agree by now',
};

export const SOURCE_WORDS: Readonly<Record<DiscrepancySource, string>> = {
  settlement: 'Settlements',
  statement: 'RazorpayX statement',
  event: 'As it happened',
};

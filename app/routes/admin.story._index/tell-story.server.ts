import { sumPaise } from '#app/domain/money.ts';
import { storyTotals, type StoryTotals } from '#app/domain/story-totals.ts';
import type { Database } from '#db/client.ts';
import { readMoneyStory, type MoneyStory } from '#db/money-story.ts';
import type { StoryHead } from '#db/story-search.ts';
import { storySentence } from './story-sentence.ts';

/** The whole story of one visit as the page shows it. */
export async function tellStory(db: Database, head: StoryHead) {
  const story = await readMoneyStory(db, head.id);
  const totals = storyTotals(ownLines(story));
  const gaps = findGaps(story, totals);
  const unexplainedPaise = sumPaise(gaps.map(({ paise }) => paise));
  const providerNames = new Map(story.parts.map((part) => [part.provider_id, part.provider_name]));
  const sentence = storySentence({ patientName: head.patient_name, totalPaise: head.total_paise, totals, unexplainedPaise, providerNames });
  return { head, ...story, totals, gaps, unexplainedPaise, sentence };
}

/** A clawback that is netted from another visit's payout has one line of its posting in each of the two visits. */
function ownLines({ entries, parts }: MoneyStory) {
  const own = new Set(parts.map((part) => part.id));
  return entries
    .filter((entry) => entry.individual_booking_id === null || own.has(entry.individual_booking_id))
    .map((entry) => ({ event: entry.event, account: entry.account, amountPaise: entry.amount_paise, providerId: entry.provider_id }));
}

/** What does not tie: the ledger in itself, our rows with the ledger, and Razorpay's books with ours. Empty when all is explained. */
function findGaps(story: MoneyStory, totals: StoryTotals): { what: string; paise: number }[] {
  const sum = (amounts: readonly (number | null)[]) => sumPaise(amounts.map((amount) => amount ?? 0));
  const paid = sum(story.payments.filter(({ status }) => status === 'captured' || status === 'refunded').map((each) => each.amount_paise));
  const returned = sum(story.refunds.filter(({ status }) => status === 'processed').map((each) => each.amount_paise));
  const paidOut = sum(story.parts.filter((part) => part.payout_status === 'processed').map((part) => part.payout_paise));
  const open = sum(story.timeline.map((row) => row.open_paise));
  return [
    { what: 'Ledger postings that do not add up', paise: Math.abs(totals.untiedPaise) },
    { what: 'Payments, beside the ledger', paise: Math.abs(paid - totals.inPaise) },
    { what: 'Refunds, beside the ledger', paise: Math.abs(returned - totals.returnedPaise) },
    { what: 'Payouts, beside the ledger', paise: Math.abs(paidOut - totals.paidOutPaise) },
    { what: 'Open discrepancies', paise: open },
  ].filter(({ paise }) => paise !== 0);
}

import { LOGINS, type LoginKey } from '#db/demo-logins.ts';
import { listPayments, listVisits } from '#db/admin-lists.ts';
import { listPayouts } from '#db/admin-payouts.ts';
import { listProviders } from '#db/admin-providers.ts';
import { listParkedRefunds, listRefunds } from '#db/admin-refunds.ts';
import { findBooksSpan, listBookDays } from '#db/books.ts';
import { listClawbacks } from '#db/clawback-lists.ts';
import type { Database } from '#db/client.ts';
import { readFailures } from '#db/desk-failures.ts';
import { listDiscrepancies } from '#db/discrepancy-lists.ts';
import { listOwnOpenClawbacks, listOwnPayouts } from '#db/own-payouts.ts';
import { listProviderBookings } from '#db/provider-days.ts';
import { listApprovals } from '#db/refund-approvals.ts';
import { findComingVisits } from '#db/visit-lists.ts';
import { listWebhooks } from '#db/webhook-inbox.ts';

type Listed = Promise<readonly unknown[]>;
const WEEK_MS = 7 * 86_400_000;

const rows = async (page: Promise<{ readonly rows: readonly unknown[] }>): Listed => (await page).rows;

/** Every list of desk and portals, in each state that a visitor should find there; read as its page reads it. */
export async function findEmptyScreens(db: Database, now: Date): Promise<string[]> {
  const lists = { ...listsOfTheDesk(db, now), ...(await listsOfThePortals(db, now)) };
  const counted = await Promise.all(Object.entries(lists).map(async ([name, listed]) => ((await listed).length === 0 ? [name] : [])));
  return counted.flat();
}

function listsOfTheDesk(db: Database, now: Date): Record<string, Listed> {
  return {
    'visits booked': rows(listVisits(db, { status: 'confirmed' }, {})),
    'visits partly cancelled': rows(listVisits(db, { status: 'partially_cancelled' }, {})),
    'payments captured': rows(listPayments(db, { status: 'captured' }, {})),
    'payments failed': rows(listPayments(db, { status: 'failed' }, {})),
    'refunds that wait for balance': rows(listRefunds(db, { status: 'requested', waiting: 'balance' }, {})),
    'refunds without an answer': rows(listRefunds(db, { status: 'outcome_unknown' }, {})),
    'refunds sent': rows(listRefunds(db, { status: 'pending' }, {})),
    'refunds processed': rows(listRefunds(db, { status: 'processed' }, {})),
    'refunds that need a person': rows(listParkedRefunds(db, { status: 'failed' })),
    ...Object.fromEntries((['processing', 'processed', 'failed', 'reversed', 'on_hold', 'needs_attention'] as const).map((status) => [`payouts ${status}`, rows(listPayouts(db, { status }, {}))])),
    'clawbacks open': rows(listClawbacks(db, 'open', {})),
    'clawbacks netted': rows(listClawbacks(db, 'closed', {})),
    'approvals that wait': rows(listApprovals(db, 'open', {})),
    'approvals decided': rows(listApprovals(db, 'decided', {})),
    'discrepancies open': rows(listDiscrepancies(db, { state: 'open' }, {})),
    'discrepancies closed': rows(listDiscrepancies(db, { state: 'closed' }, {})),
    'days with something open': daysOpen(db, now),
    'webhooks applied': rows(listWebhooks(db, { state: 'applied' }, {})),
    'webhooks of RazorpayX': rows(listWebhooks(db, { channel: 'x' }, {})),
    'webhooks that failed': rows(listWebhooks(db, { state: 'failed' }, {})),
    'webhooks applied again': db.selectFrom('audit_log').select('id').where('verb', '=', 'replay_webhook').execute(),
    'providers in review': rows(listProviders(db, { flag: 'review' }, {})),
    'providers rejected': rows(listProviders(db, { status: 'rejected' }, {})),
    'what failed, by age': readFailures(db, now).then((failures) => (failures.filter(({ oldestAt }) => oldestAt !== null).length === 3 ? [true] : [])),
    'letters for the mailbox': db.selectFrom('outbox_message').select('id').where('task', '=', 'send-mail').where('sent_at', 'is', null).execute(),
  };
}

async function daysOpen(db: Database, now: Date): Listed {
  const span = await findBooksSpan(db, now);
  return span === null ? [] : (await listBookDays(db, span)).filter(({ openCount }) => openCount > 0);
}

async function listsOfThePortals(db: Database, now: Date): Promise<Record<string, Listed>> {
  const accounts = await db.selectFrom('account').select(['id', 'email', 'provider_id']).execute();
  const find = (key: LoginKey) => accounts.find(({ email }) => email === LOGINS[key].email)!;
  const providerOf = (key: LoginKey) => find(key).provider_id!;
  const [from, before] = [new Date(now.getTime() - WEEK_MS), new Date(now.getTime() + WEEK_MS)];
  return {
    'what Dr Rao was paid': rows(listOwnPayouts(db, { providerId: providerOf('rao'), shown: 'paid' }, {})),
    'what Dr Iyer was paid': rows(listOwnPayouts(db, { providerId: providerOf('iyer'), shown: 'paid' }, {})),
    'what Pulse was paid': rows(listOwnPayouts(db, { providerId: providerOf('pulse'), shown: 'paid' }, {})),
    'what was taken back of Dr Rao’s': db.selectFrom('payout').select('id').where('provider_id', '=', providerOf('rao')).where('clawback_paise', '>', 0).execute(),
    'what Pulse still owes': listOwnOpenClawbacks(db, providerOf('pulse')),
    'the weeks of Dr Rao': listProviderBookings(db, { providerId: providerOf('rao'), from, before }),
    'the weeks of Pulse': listProviderBookings(db, { providerId: providerOf('pulse'), from, before }),
    'Meera’s coming visits': findComingVisits(db, { patientId: find('meera').id, now, limit: 5, after: null }),
  };
}

import type { Actor } from '#app/domain/booking.ts';
import { formatPaise, sumPaise } from '#app/domain/money.ts';
import type { DiscrepancyKind, Resolution } from '#app/domain/reconciliation.ts';
import { ACTORS, mergeHappenings, type Happening } from '../admin.visits.$code._index/happenings.ts';
import { deedInWords, kindInWords } from '../admin.audit._index/audit-words.ts';
import { DISCREPANCY_WORDS, RESOLUTION_WORDS } from '../admin/discrepancy-words.ts';
import { inWords } from '../admin/in-words.ts';

/** What the timeline can be narrowed to. */
export const HAPPENING_KINDS = ['booking', 'money', 'webhook', 'mail', 'audit'] as const;
export type HappeningKind = (typeof HAPPENING_KINDS)[number];

export type StoryHappening = Happening & { kind: HappeningKind };

interface Row {
  source: 'event' | 'webhook' | 'mail' | 'audit' | 'discrepancy';
  id: string;
  at: string;
  name: string;
  subject_kind: string | null;
  subject_id: string | null;
  actor_kind: Actor | null;
  actor_name: string | null;
  detail: string | null;
  times: number;
}

interface Entry {
  posting_id: string;
  account: string;
  amount_paise: number;
  event: string;
  occurred_at: string;
  refund_id: string | null;
  payout_id: string | null;
  individual_booking_id: string | null;
}

interface Told {
  code: string;
  timeline: readonly Row[];
  entries: readonly Entry[];
  parts: readonly { id: string; service_name: string }[];
}

/** What one instant holds, in the order in which it happens; the rest keeps its place after these. */
const SEQUENCE: readonly string[] = [
  'held', 'payment_authorized', 'payment_captured', 'late_payment_captured', 'paid', 'completed', 'marked_no_show', 'cancelled', 'booking_completed', 'booking_no_show', 'booking_cancelled', 'override_requested',
  'refund_requested', 'refund_claimed', 'refund_sent', 'refund_accepted', 'refund_processed', 'refund_settled', 'gateway_fee_not_returned', 'earning_clawed_back', 'payout_requested', 'clawback_netted',
  'payout_claimed', 'payout_sent', 'payout_processed', 'payout_settled',
];

const isBooking = ({ subject_kind }: Row) => subject_kind === 'individual_booking' || subject_kind === 'master_booking';

/** Everything that happened to the visit and its money, oldest first, whoever wrote it down. */
export function storyHappenings({ code, timeline, entries, parts }: Told): StoryHappening[] {
  const of = (source: Row['source']) => timeline.filter((row) => row.source === source);
  const merge = (rows: readonly Row[]) =>
    mergeHappenings({ events: rows.map((row) => ({ ...row, subject_kind: row.subject_kind!, subject_id: row.subject_id!, event: row.name, actor_kind: row.actor_kind!, note: row.detail })), webhooks: [], mails: [], parts });
  const events = of('event');
  const hooks = of('webhook').map(({ id, at, name, detail, times }) => ({ id, name, state: detail!, deliveries: times, gateway_payment_id: null, received_at: at }));
  const mails = of('mail').map(({ id, at, name, detail }) => ({ message_id: id, recipient: detail!, subject: name, sent_at: at }));
  const names = new Map([...timeline.map((row) => [row.id, row.name] as const), ...entries.map((entry) => [entry.posting_id, entry.event] as const)]);
  const rank = ({ key }: StoryHappening) => {
    const place = SEQUENCE.indexOf(names.get(key) ?? '');
    return place === -1 ? SEQUENCE.length : place;
  };
  return [
    ...merge(events.filter(isBooking)).map(as('booking', `/admin/visits/${code}`)),
    ...events.filter((row) => !isBooking(row)).flatMap((row) => merge([row]).map(fromMoneyEvent(row))),
    ...fromPostings(entries, code),
    ...of('discrepancy').map(fromDiscrepancy),
    ...mergeHappenings({ events: [], webhooks: hooks, mails: [], parts }).map(as('webhook')),
    ...mergeHappenings({ events: [], webhooks: [], mails, parts }).map(as('mail')),
    ...of('audit').map(fromAudit),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || rank(a) - rank(b));
}

function as(kind: HappeningKind, href?: string) {
  return (happening: Happening): StoryHappening => ({ ...happening, kind, ...(href && { href }) });
}

function fromMoneyEvent({ subject_kind, subject_id }: Row) {
  return (happening: Happening): StoryHappening => {
    if (subject_kind === 'refund') return { ...happening, kind: 'money', href: `/admin/refunds/${subject_id}` };
    if (subject_kind === 'payout') return { ...happening, kind: 'money', icon: 'arrow-right', href: `/admin/payouts/${subject_id}` };
    return { ...happening, kind: 'money' };
  };
}

/** One line per posting: how much moved, and between which accounts of ours. */
function fromPostings(entries: readonly Entry[], code: string): StoryHappening[] {
  return [...Map.groupBy(entries, (entry) => entry.posting_id).values()].map((lines) => {
    const { posting_id, event, occurred_at, refund_id, payout_id } = lines[0]!;
    const sums = netted(lines);
    const debits = sums.filter((sum) => sum.paise > 0);
    const names = (side: readonly Net[]) => [...new Set(side.map((sum) => inWords(sum.account)))].join(', ');
    return {
      kind: 'money',
      key: posting_id,
      at: occurred_at,
      icon: 'wallet',
      title: `${inWords(event)}, ${formatPaise(sumPaise(debits.map((sum) => sum.paise)))}`,
      detail: `Debit: ${names(debits)} · Credit: ${names(sums.filter((sum) => sum.paise < 0))}`,
      by: 'Ledger',
      href: payout_id ? `/admin/payouts/${payout_id}` : refund_id ? `/admin/refunds/${refund_id}` : `/admin/visits/${code}`,
    };
  });
}

interface Net {
  account: string;
  paise: number;
}

/** A fee goes out of what came in by the same posting: what is left on each account is what moved. */
function netted(lines: readonly Entry[]): Net[] {
  return [...Map.groupBy(lines, (line) => `${line.account} ${line.individual_booking_id}`).values()].map((same) => ({ account: same[0]!.account, paise: sumPaise(same.map((line) => line.amount_paise)) }));
}

function fromDiscrepancy({ id, at, name, detail, subject_id }: Row): StoryHappening {
  const end = detail === null ? 'open' : RESOLUTION_WORDS[detail as Resolution].toLowerCase();
  return {
    kind: 'money', key: id, at, icon: 'alert-triangle', title: DISCREPANCY_WORDS[name as DiscrepancyKind].title, detail: `${subject_id} · ${end}`, by: 'Reconciliation', href: `/admin/discrepancies/${id}`,
  };
}

/** Who did it; the reason and what it changed are in the log itself, because they can be about health. */
function fromAudit({ id, at, name, subject_kind, subject_id, actor_kind, actor_name }: Row): StoryHappening {
  return {
    kind: 'audit', key: id, at, icon: 'lock', title: deedInWords(name), detail: subject_kind && kindInWords(subject_kind), by: actor_name ?? (actor_kind ? ACTORS[actor_kind] : 'OneVisit'),
    href: `/admin/audit?on=${subject_id}`,
  };
}

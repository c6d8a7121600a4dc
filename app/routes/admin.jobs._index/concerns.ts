/** One thing that a job is about: our word for it, its id, and where to look at it. */
export interface Concern {
  what: string;
  id: string;
  href: string | null;
}

const ID = /^[\w-]{1,40}$/;

/** By the key in a payload. Nothing else of a payload leaves the server. */
const KINDS: Readonly<Record<string, { what: string; page: string | null }>> = {
  refundId: { what: 'Refund', page: '/admin/refunds/' },
  payoutId: { what: 'Payout', page: '/admin/payouts/' },
  masterBookingId: { what: 'Visit', page: '/admin/story?q=' },
  gatewayOrderId: { what: 'Order', page: '/admin/story?q=' },
  webhookEventId: { what: 'Event', page: '/admin/webhooks/' },
  discrepancyId: { what: 'Discrepancy', page: '/admin/discrepancies/' },
  payoutAccountId: { what: 'Bank account', page: null },
  providerId: { what: 'Provider', page: '/admin/providers/' },
  accountId: { what: 'Account', page: '/admin/settings/people/' },
  clawbackId: { what: 'Clawback', page: null },
  findingId: { what: 'Alarm', page: null },
  cancellationId: { what: 'Cancellation', page: null },
  day: { what: 'Day', page: '/admin/books/' },
};

/** The ids in a payload, and which letter a mail is. */
export function concernsOf(payload: unknown): { letter: string | null; concerns: Concern[] } {
  const fields = typeof payload === 'object' && payload !== null ? Object.entries(payload) : [];
  const ids = fields.filter((field): field is [string, string] => typeof field[1] === 'string' && ID.test(field[1]));
  const concerns = ids.flatMap(([key, id]) => {
    const kind = KINDS[key];
    return kind ? [{ what: kind.what, id, href: kind.page && `${kind.page}${id}` }] : [];
  });
  const template = ids.find(([key]) => key === 'template')?.[1];
  return { letter: template ? template.replaceAll('-', ' ') : null, concerns };
}

export function parsePayload(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

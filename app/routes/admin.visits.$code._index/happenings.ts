import type { Actor } from '#app/domain/booking.ts';
import type { IconName } from '#app/components/icon.tsx';
import { inWords } from '../admin/in-words.ts';

/** One line of a visit's history, whatever wrote it down. */
export interface Happening {
  key: string;
  /** ISO instant. */
  at: string;
  icon: IconName;
  title: string;
  detail: string | null;
  by: string;
  href?: string;
}

interface StatusEvent {
  id: string;
  subject_kind: string;
  subject_id: string;
  event: string;
  actor_kind: Actor;
  actor_name: string | null;
  at: string;
  note: string | null;
}

interface Webhook {
  id: string;
  name: string;
  state: string;
  deliveries: number;
  gateway_payment_id: string | null;
  received_at: string;
}

interface Mail {
  message_id: string;
  recipient: string;
  subject: string;
  sent_at: string;
}

export const ACTORS: Record<Actor, string> = { patient: 'Patient', provider: 'Provider', admin: 'Desk', system: 'OneVisit' };

function fromEvents(events: readonly StatusEvent[], serviceNames: ReadonlyMap<string, string>): Happening[] {
  const together = Map.groupBy(events, ({ subject_kind, event, at, actor_kind }) => `${at} ${subject_kind} ${event} ${actor_kind}`);
  return [...together.values()].map((same) => {
    const first = same[0]!;
    const services = same.map(({ subject_id }) => serviceNames.get(subject_id)).filter(Boolean);
    return {
      key: first.id,
      at: first.at,
      icon: first.subject_kind === 'payment_transaction' ? 'bank' : first.subject_kind === 'refund' ? 'refund' : 'calendar',
      title: inWords(first.event),
      detail: [services.join(', '), first.note && noteInWords(first.note)].filter(Boolean).join(' · ') || null,
      by: first.actor_name ?? ACTORS[first.actor_kind],
    };
  });
}

/** A stored word in the desk's words; a sentence as it was written. */
function noteInWords(note: string): string {
  return /^[a-z_]+$/.test(note) ? inWords(note) : note;
}

function fromWebhook({ id, name, state, deliveries, gateway_payment_id, received_at }: Webhook): Happening {
  const again = deliveries > 1 ? `delivered ${deliveries} times` : null;
  const detail = [gateway_payment_id, inWords(state).toLowerCase(), again].filter(Boolean).join(' · ');
  return { key: id, at: received_at, icon: 'signal', title: `Webhook ${name}`, detail, by: 'Razorpay', href: `/admin/webhooks/${id}` };
}

function fromMail({ message_id, recipient, subject, sent_at }: Mail): Happening {
  return { key: message_id, at: sent_at, icon: 'mail', title: `E-mail “${subject}”`, detail: `to ${recipient}`, by: 'OneVisit' };
}

/** Changes of state, what Razorpay told us and what we wrote, in the order of time; parts that moved as one are one line. */
export function mergeHappenings(written: {
  events: readonly StatusEvent[];
  webhooks: readonly Webhook[];
  mails: readonly Mail[];
  parts: readonly { id: string; service_name: string }[];
}): Happening[] {
  const serviceNames = new Map(written.parts.map((part) => [part.id, part.service_name]));
  return [...fromEvents(written.events, serviceNames), ...written.webhooks.map(fromWebhook), ...written.mails.map(fromMail)].toSorted(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  );
}

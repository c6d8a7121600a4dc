import type { Actor } from '#app/domain/booking.ts';
import type { IconName } from '#app/components/icon.tsx';
import { ACTORS, type Happening } from '../admin.visits.$code._index/happenings.ts';
import { inWords } from '../admin/in-words.ts';

interface Event {
  id: string;
  subject_kind: string;
  event: string;
  actor_kind: Actor;
  actor_name: string | null;
  at: string;
  note: string | null;
}

interface Audit {
  id: string;
  verb: string;
  actor_kind: Actor;
  actor_name: string | null;
  at: string;
  before_json: string | null;
  after_json: string | null;
}

/** Deeds of the desk that an event row tells already, with their reason. */
const TOLD_BY_EVENTS = new Set(['pass_payout_account', 'fail_payout_account', 'suspend_provider', 'reject_provider']);
const ICONS: Readonly<Record<string, IconName>> = { open_document: 'document', upload_document: 'document', payout_account: 'bank', provider: 'user' };

/** Changes of state and everything else that was written down, in the order of time. */
export function payeeHappenings(events: readonly Event[], audits: readonly Audit[]): Happening[] {
  const told = events.map(({ id, subject_kind, event, actor_kind, actor_name, at, note }): Happening => ({
    key: id, at, icon: ICONS[subject_kind] ?? 'user', title: inWords(event), detail: note, by: actor_name ?? ACTORS[actor_kind],
  }));
  const written = audits
    .filter(({ verb }) => !TOLD_BY_EVENTS.has(verb))
    .map(({ id, verb, actor_kind, actor_name, at, before_json, after_json }): Happening => ({
      key: id, at, icon: ICONS[verb] ?? 'document', title: inWords(verb), detail: changesInWords(before_json, after_json), by: actor_name ?? ACTORS[actor_kind],
    }));
  return [...told, ...written].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function read(text: string | null): Record<string, unknown> {
  const value: unknown = text === null ? {} : JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** `e-mail: old@x.in → new@x.in`; where nothing stood before, what was written. */
export function changesInWords(before: string | null, after: string | null): string | null {
  const [was, is] = [read(before), read(after)];
  const lines = Object.entries(is)
    .filter(([name, value]) => value !== null && value !== undefined && String(was[name] ?? '') !== String(value))
    .map(([name, value]) => `${fieldInWords(name)}: ${was[name] === undefined || was[name] === '' ? '' : `${was[name]} → `}${value}`);
  return lines.join(' · ') || null;
}

const FIELDS: Readonly<Record<string, string>> = { pan: 'PAN', email: 'E-mail', sizeBytes: 'Bytes' };

function fieldInWords(name: string): string {
  return FIELDS[name] ?? inWords(name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

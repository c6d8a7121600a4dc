import { json } from '../http-types.ts';
import type { Body, Call, Reply, Route } from '../http-types.ts';
import { newId } from '../ids.ts';
import { pageOf } from '../listing.ts';
import { notesView, readNotes, refuseOtherFields, requireRow } from '../request-fields.ts';
import type { World } from '../world.ts';
import type { Contact } from './entities.ts';
import { NAME_PATTERN, readFlag, readText, refusedInput, requireText } from './x-fields.ts';

const FIELDS = ['name', 'email', 'contact', 'type', 'reference_id', 'notes'];
const TYPES = new Set(['vendor', 'customer', 'employee', 'self']);
const NAME = { min: 3, max: 50, pattern: NAME_PATTERN };
const DEDUPED_BY = ['name', 'email', 'contact', 'type', 'reference_id'] as const;

export type ContactWish = Pick<Contact, (typeof DEDUPED_BY)[number] | 'notes'>;

export const contactRoutes: Route[] = [
  { method: 'POST', path: '/v1/contacts', handle: create },
  { method: 'GET', path: '/v1/contacts', handle: list },
  { method: 'GET', path: '/v1/contacts/:id', handle: (world, call) => json(contactView(requireContact(world, call))) },
  { method: 'PATCH', path: '/v1/contacts/:id', handle: edit },
];

export function contactView(contact: Contact): Record<string, unknown> {
  return { ...contact, notes: notesView(contact.notes) };
}

function requireContact(world: World, call: Call): Contact {
  return requireRow(world.store.contacts, 'cont', call.params.id);
}

export function readContact(body: Body): ContactWish {
  refuseOtherFields(body, FIELDS);
  return {
    name: requireText(body, 'name', NAME),
    email: readText(body, 'email', { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ }),
    contact: readText(body, 'contact', { pattern: /^\+?[0-9 -]{8,15}$/ }),
    type: readType(body),
    reference_id: readText(body, 'reference_id', { max: 40 }),
    notes: readNotes(body),
  };
}

function readType(body: Body): string | null {
  const type = readText(body, 'type', { max: 40 });
  if (type !== null && !TYPES.has(type)) throw refusedInput(`Invalid type: ${type}`, 'type');
  return type;
}

/** The contact that is the same in every deduplicated field, else a new one. */
export function findOrMakeContact(world: World, wish: ContactWish): { contact: Contact; isNew: boolean } {
  for (const contact of world.store.contacts.oldestFirst()) {
    if (DEDUPED_BY.every((field) => contact[field] === wish[field])) return { contact, isNew: false };
  }
  const contact = world.store.contacts.save({ id: newId('cont'), entity: 'contact', ...wish, batch_id: null, active: true, created_at: world.clock.now() });
  return { contact, isNew: true };
}

function create(world: World, { body }: Call): Reply {
  const { contact, isNew } = findOrMakeContact(world, readContact(body));
  return json(contactView(contact), isNew ? 201 : 200);
}

function* matching(contacts: Iterable<Contact>, query: URLSearchParams): Generator<Contact> {
  for (const contact of contacts) {
    if (['name', 'email', 'contact', 'type', 'reference_id'].some((field) => query.get(field) && query.get(field) !== contact[field as 'name'])) continue;
    const active = query.get('active');
    if (active && ['1', 'true'].includes(active) !== contact.active) continue;
    yield contact;
  }
}

function list(world: World, { query }: Call): Reply {
  return json(pageOf(matching(world.store.contacts.newestFirst(), query), query, contactView));
}

function edit(world: World, call: Call): Reply {
  const contact = requireContact(world, call);
  const { active, ...changes } = call.body;
  const given = Object.keys(changes);
  // Checked as a whole, as if it were made anew, then only what was sent is taken.
  const wish = readContact({ ...contactFields(contact), ...changes });
  Object.assign(contact, Object.fromEntries(given.map((name) => [name, wish[name as keyof ContactWish]])), { active: readFlag({ active }, 'active') ?? contact.active });
  return json(contactView(world.store.contacts.save(contact)));
}

function contactFields({ name, email, contact, type, reference_id, notes }: Contact): Body {
  return { name, email, contact, type, reference_id, notes };
}

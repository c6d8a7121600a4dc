import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import { slugOf } from '#app/domain/slug.ts';
import type { Database, Trx } from '#db/client.ts';
import { countDoctorsOf, insertSpecialisation, isSpecialisationTaken, lockSpecialisation, setSpecialisationWords } from '#db/specialisations.ts';
import { makeChange, type ChangeOrder, type ChangeRefusal, type ChangeResult, type PlanOutcome } from './make-change.server.ts';

export interface SpecialisationWish {
  /** Null for a new one. */
  readonly specialisationId: string | null;
  readonly name: string;
  /** What patients look for it with: `Heart, blood pressure`. */
  readonly treats: string;
}

const TAKEN = refused<ChangeRefusal>({ code: 'taken', field: 'name', message: 'There is a specialisation of this name already' });
const IN_A_MINUTE = 'Search shows it within a minute.';

/** The words by which patients find doctors. Its address stays, so that links go on leading to it. */
export async function saveSpecialisation(db: Database, order: ChangeOrder & { readonly wish: SpecialisationWish }): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  const { specialisationId, name, treats } = order.wish;
  return makeChange(db, order, (trx) => (specialisationId === null ? planNew(trx, { name, treats }) : planChange(trx, specialisationId, { name, treats })));
}

async function planNew(trx: Trx, words: { readonly name: string; readonly treats: string }): Promise<PlanOutcome> {
  const slug = slugOf(words.name);
  if (slug === '') return refused({ code: 'bad_name', field: 'name', message: 'Enter a name with Latin letters: its address is made of it' });
  if (await isSpecialisationTaken(trx, { slug, name: words.name })) return TAKEN;
  return accepted({
    verb: 'save_specialisation', subjectKind: 'specialisation', subjectId: null,
    before: null, after: { ...words, slug },
    rows: [{ what: 'Name', before: null, after: words.name }, { what: 'What it treats', before: null, after: words.treats }],
    effects: ['No doctor has it yet.', IN_A_MINUTE],
    write: () => insertSpecialisation(trx, { ...words, slug }),
  });
}

async function planChange(trx: Trx, id: string, words: { readonly name: string; readonly treats: string }): Promise<PlanOutcome> {
  const before = await lockSpecialisation(trx, id);
  if (!before) return refused({ code: 'not_found', message: 'There is no such specialisation.' });
  const renamed = words.name.toLowerCase() !== before.name.toLowerCase();
  if (renamed && (await isSpecialisationTaken(trx, { slug: '', name: words.name }))) return TAKEN;
  const doctors = await countDoctorsOf(trx, id);
  return accepted({
    verb: 'save_specialisation', subjectKind: 'specialisation', subjectId: id,
    before: { name: before.name, treats: before.treats }, after: words,
    rows: [{ what: 'Name', before: before.name, after: words.name }, { what: 'What it treats', before: before.treats, after: words.treats }],
    effects: [doctors === 0 ? 'No doctor has it.' : doctors === 1 ? 'It stands beside 1 doctor.' : `It stands beside ${doctors} doctors.`, IN_A_MINUTE],
    write: async () => {
      await setSpecialisationWords(trx, id, words);
      return id;
    },
  });
}

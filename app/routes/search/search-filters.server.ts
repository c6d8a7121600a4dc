import { addDays, localDateOf, parseLocalDate, type LocalDate } from '#app/domain/appointment-time.ts';
import type { ProviderCursor, ProviderFilter } from '#db/catalogue.ts';
import type { City, LabTest, Reference, Specialisation } from '#db/reference.ts';
import { understand } from './search-words.server.ts';

/** The farthest day a search takes; providers open their calendars for less. */
export const SEARCH_AHEAD_DAYS = 90;
const WORDS_MAX_LETTERS = 80;
/** Control and direction signs: they weigh nothing in the database's order, so a search for one would find everybody. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const HOME_ZONE = 'Asia/Kolkata';

export interface SearchFilters {
  readonly city: City | undefined;
  readonly specialisation: Specialisation | undefined;
  readonly labTest: LabTest | undefined;
  readonly typed: string;
  readonly date: LocalDate | null;
  /** The date as typed, to stand in its field again. */
  readonly typedDate: string;
  readonly kind: 'doctor' | 'lab' | undefined;
  readonly today: LocalDate;
  readonly after: ProviderCursor | null;
  readonly provider: ProviderFilter;
  /** Field → sentences; a filter that cannot be read is said and left out. */
  readonly errors: Record<string, string[]>;
}

export function readFilters(params: URLSearchParams, reference: Reference, now: Date): SearchFilters {
  const errors: Record<string, string[]> = {};
  const text = (name: string) => (params.get(name) ?? '').replaceAll(INVISIBLE, '').trim().slice(0, WORDS_MAX_LETTERS);
  const known = <T extends { slug: string }>(list: readonly T[], param: string, field: string, sentence: (typed: string) => string): T | undefined => {
    const typed = text(param);
    const found = list.find(({ slug }) => slug === typed.toLowerCase());
    if (typed && !found) errors[field] = [sentence(typed)];
    return found;
  };
  const city = known(reference.cities, 'city', 'city', (typed) => `There are no clinics in “${typed}” yet.`);
  const special = known(reference.specialisations, 'specialisation', 'q', (typed) => `There is no specialisation “${typed}”.`);
  const test = known(reference.labTests, 'test', 'q', (typed) => `No lab offers “${typed}”.`);
  const typed = text('q');
  const meant = understand(typed, reference);
  const specialisation = special ?? meant.specialisation;
  const labTest = test ?? meant.labTest;
  const asked = text('kind');
  const kind = asked === 'doctor' || asked === 'lab' ? asked : undefined;
  const today = localDateOf(now, city?.zone ?? HOME_ZONE);
  const date = readDate(text('date'), today, errors);
  return {
    city, specialisation, labTest, typed, date, typedDate: text('date'), kind, today, errors,
    after: readCursor(params.get('after')),
    provider: { cityId: city?.id, kind, specialisationId: specialisation?.id, labTestId: labTest?.id, words: meant.words },
  };
}

function readDate(typed: string, today: LocalDate, errors: Record<string, string[]>): LocalDate | null {
  if (typed === '') return null;
  const date = parseLocalDate(typed);
  if (!date) errors.date = [`“${typed}” is not a day.`];
  else if (date < today) errors.date = ['That day has passed.'];
  else if (date > addDays(today, SEARCH_AHEAD_DAYS)) errors.date = [`Calendars open at most ${SEARCH_AHEAD_DAYS} days ahead.`];
  else return date;
  return null;
}

export function writeCursor({ pricePaise, name, id }: ProviderCursor): string {
  return Buffer.from(JSON.stringify([pricePaise, name, id])).toString('base64url');
}

/** A cursor that somebody has bent begins at the start: the list is public and the key only says where. */
function readCursor(text: string | null): ProviderCursor | null {
  if (!text) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(parts)) return null;
    const [pricePaise, name, id] = parts as unknown[];
    return Number.isSafeInteger(pricePaise) && typeof name === 'string' && typeof id === 'string' ? { pricePaise: pricePaise as number, name, id } : null;
  } catch {
    return null;
  }
}

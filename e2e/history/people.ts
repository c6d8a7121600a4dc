import type { Database } from '#db/client.ts';
import { LOGINS } from '#db/demo-logins.ts';
import { newId } from '#db/new-id.ts';

/** First and family names that go together, by the city where their owners mostly book. */
const NAMES: Readonly<Record<string, { readonly first: readonly string[]; readonly family: readonly string[] }>> = {
  bengaluru: {
    first: ['Aditi', 'Anil', 'Bhavana', 'Chetan', 'Divya', 'Girish', 'Harini', 'Kiran', 'Lavanya', 'Manoj', 'Nandini', 'Prakash', 'Rekha', 'Suresh', 'Varun'],
    family: ['Hegde', 'Murthy', 'Reddy', 'Kulkarni', 'Bhat', 'Srinivasan', 'Naidu', 'Prabhu'],
  },
  mumbai: {
    first: ['Aarav', 'Bharti', 'Cyrus', 'Devika', 'Farhan', 'Gauri', 'Hetal', 'Imran', 'Jyoti', 'Kunal', 'Mrunal', 'Nikhil', 'Pallavi', 'Rohit', 'Sneha'],
    family: ['Desai', 'Joshi', 'Khan', 'Mehta', 'Patil', 'Pereira', 'Sawant', 'Shah'],
  },
  jaipur: {
    first: ['Ajay', 'Bhanwar', 'Chanda', 'Deepak', 'Ekta', 'Gopal', 'Hemlata', 'Jitendra', 'Kavya', 'Mahesh', 'Neelam', 'Pankaj', 'Ritu', 'Sanjay', 'Usha'],
    family: ['Agarwal', 'Choudhary', 'Gupta', 'Jain', 'Rathore', 'Sharma', 'Shekhawat', 'Yadav'],
  },
};
const PEOPLE_PER_CITY = 50;
const JOINED_BEFORE_DAYS = 5;
const FIRST_NUMBER = 10_421;
const NUMBER_STEP = 547;
const DAY_MS = 86_400_000;

export interface HistoryPatient {
  readonly id: string;
  readonly citySlug: string;
}

/**
 * About 150 patients of the cities that have names here, the same ones for every seed; those of an earlier run are
 * found again. They sign in with the demo's password.
 */
export async function gatherPatients(db: Database, cities: readonly string[], since: Date): Promise<HistoryPatient[]> {
  const wanted = cities
    .flatMap((city) => nameList(city).map((person) => ({ ...person, citySlug: city })))
    .map((person, index) => ({ ...person, phone: `+9170000${FIRST_NUMBER + index * NUMBER_STEP}` }));
  const known = new Map((await db.selectFrom('account').select(['id', 'email']).execute()).map(({ id, email }) => [email, id]));
  const { password_hash } = await db.selectFrom('account').select('password_hash').where('email', '=', LOGINS.meera.email).executeTakeFirstOrThrow();
  const newcomers = wanted.filter(({ email }) => !known.has(email)).map((person) => ({ ...person, id: newId() }));
  if (newcomers.length > 0) {
    const created_at = new Date(since.getTime() - JOINED_BEFORE_DAYS * DAY_MS);
    await db
      .insertInto('account')
      .values(newcomers.map(({ id, email, name }) => ({ id, email, name, password_hash, role: 'patient', provider_id: null, created_at, disabled_at: null })))
      .execute();
    await db.insertInto('patient').values(newcomers.map(({ id, phone }) => ({ id, phone }))).execute();
  }
  const ids = new Map([...known, ...newcomers.map(({ email, id }) => [email, id] as const)]);
  return wanted.map(({ email, citySlug }) => ({ id: ids.get(email)!, citySlug }));
}

/** Every first name with several family names, so that no list of visits looks like one family's. */
function nameList(city: string): { name: string; email: string }[] {
  const { first, family } = NAMES[city] ?? NAMES.bengaluru!;
  return Array.from({ length: PEOPLE_PER_CITY }, (_, index) => {
    const [given, surname] = [first[index % first.length]!, family[((index % first.length) + 3 * Math.floor(index / first.length)) % family.length]!];
    return { name: `${given} ${surname}`, email: `${given}.${surname}@${NAMES[city] ? '' : `${city}.`}example.com`.toLowerCase() };
  });
}

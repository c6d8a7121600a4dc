import type { LabTest, Reference, Specialisation } from '#db/reference.ts';
import type { SearchWords } from '#db/catalogue.ts';

/** What a person meant by the words in the search box. */
export interface Meaning {
  readonly specialisation?: Specialisation;
  readonly labTest?: LabTest;
  readonly words?: SearchWords;
}

const TITLE = /^(dr|doctor|prof)\.?$/i;
const FILLER = /^(and|or|of|the|with|in|for)$/;
/** Shorter words are left as they are: "list" is not a "l". */
const STEM_FROM_LETTERS = 6;

/**
 * The whole name of a specialisation or test (or another name of the test) means just that. Anything else is looked for
 * in names of providers, in specialisations and what they treat, and in tests: "acne", "sugar", "cardiologist", "Rao".
 */
export function understand(typed: string, { specialisations, labTests }: Reference): Meaning {
  if (typed === '') return {};
  const whole = wordsOf(typed).join(' ');
  const specialisation = specialisations.find(({ name }) => wordsOf(name).join(' ') === whole);
  if (specialisation) return { specialisation };
  const labTest = labTests.find(({ name, alsoKnownAs }) => [name, ...alsoKnownAs.split(',')].some((known) => wordsOf(known).join(' ') === whole));
  if (labTest) return { labTest };
  const nameParts = typed.split(/\s+/).filter((part) => !TITLE.test(part));
  const asked = nameParts.flatMap(wordsOf).filter((word) => !FILLER.test(word));
  const means = (text: string) => asked.length > 0 && matches(asked, text);
  return {
    words: {
      nameParts: nameParts.length > 0 ? nameParts : [typed],
      specialisationIds: specialisations.filter(({ name, treats }) => means(`${name} ${treats}`) || asked.join('') === initialsOf(name)).map(({ id }) => id),
      labTestIds: labTests.filter(({ name, alsoKnownAs }) => means(`${name} ${alsoKnownAs}`)).map(({ id }) => id),
    },
  };
}

/** Lower case, without accents, and in one spelling: paediatric is pediatric. */
function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ae', 'e');
  return folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** Every asked word begins a word of the text; a cardiologist does cardiology. */
function matches(asked: readonly string[], text: string): boolean {
  const words = wordsOf(text);
  return asked.every((word) => words.some((known) => known.startsWith(stemOf(word))));
}

function stemOf(word: string): string {
  return word.length < STEM_FROM_LETTERS ? word : word.replace(/(ists?|ians?|s)$/, '');
}

/** "Ear, nose and throat" is ENT. */
function initialsOf(name: string): string {
  return wordsOf(name).filter((word) => !FILLER.test(word)).map((word) => word[0]).join('');
}

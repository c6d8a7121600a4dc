const LEFT_OUT = new Set(['dr', 'mr', 'mrs', 'ms', 'prof', 'shri', 'smt', 'the', 'and', 'co', 'pvt', 'private', 'ltd', 'limited', 'llp']);

/** `Dr. Ananya V. Rao` → ananya, v, rao */
function wordsOf(name: string): string[] {
  const words = name.normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ').trim().split(' ');
  return words.filter((word) => word !== '' && !LEFT_OUT.has(word));
}

function isSameWord(one: string, other: string): boolean {
  return one === other || (one.length === 1 && other.startsWith(one)) || (other.length === 1 && one.startsWith(other));
}

/**
 * Whether two names can be one owner's: every word of the shorter is a word, or an initial, of the longer, and one
 * shared surname alone is not enough. A `no` only means that a person looks.
 */
export function namesAgree(one: string, other: string): boolean {
  const [shorter, longer] = [wordsOf(one), wordsOf(other)].toSorted((a, b) => a.length - b.length) as [string[], string[]];
  if (shorter.length === 0 || (shorter.length === 1 && longer.length > 1)) return false;
  const left = [...longer];
  return shorter.every((word) => {
    const at = left.findIndex((candidate) => isSameWord(word, candidate));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

import { createRequire } from 'node:module';

/**
 * Razorpay's published list of banks and branches (npm `ifsc`). Only its data files are read: its own module would pull
 * in an HTTP client to ask over the network what the files say already. A megabyte, so read at the first use.
 */
interface Directory {
  /** Branch codes by bank; those of digits only as numbers. */
  readonly branches: Readonly<Record<string, readonly (string | number)[]>>;
  readonly bankNames: Readonly<Record<string, string>>;
  /** Branches that a bank lends to a smaller one: by the whole IFSC, or by how it begins; the smaller bank's code or name. */
  readonly lent: Readonly<Record<string, string>>;
  readonly lentBeginnings: Readonly<Record<string, string>>;
}

let directory: Directory | undefined;

function read(): Directory {
  const require = createRequire(import.meta.url);
  const load = <T>(file: string): T => require(`ifsc/src/${file}.json`) as T;
  return { branches: load('IFSC'), bankNames: load('banknames'), lent: load('sublet'), lentBeginnings: load('custom-sublets') };
}

/** `HDFC Bank` for a code that a branch has; null for one that nobody has. */
export function findBankName(ifsc: string): string | null {
  directory ??= read();
  const { branches, bankNames, lent, lentBeginnings } = directory;
  const [bank, branch] = [ifsc.slice(0, 4), ifsc.slice(5)];
  const known = Object.hasOwn(branches, bank) ? branches[bank]! : [];
  if (ifsc.charAt(4) !== '0' || !known.includes(/^\d+$/.test(branch) ? Number(branch) : branch)) return null;
  const owner = lent[ifsc] ?? Object.entries(lentBeginnings).find(([beginning]) => ifsc.startsWith(beginning))?.[1] ?? bank;
  return bankNames[owner] ?? owner;
}

import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** One row as it now is, or null when it is gone. */
export type Change = [collection: string, id: string, row: unknown];

const FILE = 'journal.jsonl';

/**
 * Append-only file of JSON lines, one line per commit, so a commit is there whole or not at all.
 * A write reaches the page cache before the answer leaves: it survives kill -9 of the process, not a power cut.
 */
export class Journal {
  readonly #path: string;
  #file: number;

  /** Opens the folder's journal, hands every kept change to `apply`. */
  constructor(folder: string, apply: (change: Change) => void) {
    mkdirSync(folder, { recursive: true });
    this.#path = join(folder, FILE);
    for (const change of readChanges(this.#path)) apply(change);
    this.#file = openSync(this.#path, 'a');
  }

  append(changes: Change[]): void {
    writeSync(this.#file, `${JSON.stringify(changes)}\n`);
  }

  /** Rewrites the file as the rows that are left, and swaps it in by rename. */
  compact(rows: Iterable<Change>): void {
    const fresh = `${this.#path}.new`;
    const file = openSync(fresh, 'w');
    for (const row of rows) writeSync(file, `${JSON.stringify([row])}\n`);
    fsyncSync(file);
    closeSync(file);
    closeSync(this.#file);
    renameSync(fresh, this.#path);
    this.#file = openSync(this.#path, 'a');
  }

  close(): void {
    closeSync(this.#file);
  }
}

function* readChanges(path: string): Generator<Change> {
  if (!existsSync(path)) return;
  const lines = readFileSync(path, 'utf8').split('\n');
  const torn = lines.pop();
  for (const line of lines) yield* JSON.parse(line) as Change[];
  // What stands after the last newline was being written when the process died: its caller never got an answer.
  if (torn) console.warn('Dropped one half-written commit from the journal.');
}

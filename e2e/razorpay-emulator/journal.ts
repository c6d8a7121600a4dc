import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** One row as it now is, or null when it is gone. */
export type Change = [collection: string, id: string, row: unknown];

const FILE = 'journal.jsonl';
const BLOCK_LENGTH = 1 << 20;
const NEWLINE = 10;

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
    let lines = '';
    for (const row of rows) {
      lines += `${JSON.stringify([row])}\n`;
      if (lines.length < BLOCK_LENGTH) continue;
      writeSync(file, lines);
      lines = '';
    }
    writeSync(file, lines);
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
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(BLOCK_LENGTH);
  // Piece by piece: a journal of many days is longer than the longest text there can be.
  let begun: Buffer[] = [];
  for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) {
    let start = 0;
    for (let end = buffer.indexOf(NEWLINE); end !== -1 && end < size; end = buffer.indexOf(NEWLINE, start)) {
      yield* JSON.parse(Buffer.concat([...begun, buffer.subarray(start, end)]).toString('utf8')) as Change[];
      begun = [];
      start = end + 1;
    }
    if (start < size) begun.push(Buffer.from(buffer.subarray(start, size)));
  }
  closeSync(file);
  // What stands after the last newline was being written when the process died: its caller never got an answer.
  if (begun.length > 0) console.warn('Dropped one half-written commit from the journal.');
}

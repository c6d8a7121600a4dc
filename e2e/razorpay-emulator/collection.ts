export type Row = { id: string };

/** Rows by id, in order of creation, with lookups by a key that never changes once a row exists. */
export class Collection<T extends Row> {
  readonly name: string;
  readonly #rows = new Map<string, T>();
  readonly #keyOf: (row: T) => string | null;
  readonly #idsByKey = new Map<string, string[]>();
  readonly #changed: (collection: string, id: string) => void;
  #ids: string[] = [];

  constructor(name: string, changed: (collection: string, id: string) => void, keyOf: (row: T) => string | null) {
    this.name = name;
    this.#changed = changed;
    this.#keyOf = keyOf;
  }

  get size(): number {
    return this.#rows.size;
  }

  find(id: string): T | undefined {
    return this.#rows.get(id);
  }

  get(id: string): T {
    const row = this.#rows.get(id);
    if (!row) throw new Error(`${this.name} has no ${id}`);
    return row;
  }

  save(row: T): T {
    this.load(row);
    this.#changed(this.name, row.id);
    return row;
  }

  /** Puts a row in place without marking it changed: reading the journal. */
  load(row: T): void {
    if (!this.#rows.has(row.id)) {
      this.#ids.push(row.id);
      const key = this.#keyOf(row);
      if (key !== null) {
        const ids = this.#idsByKey.get(key);
        if (ids) ids.push(row.id);
        else this.#idsByKey.set(key, [row.id]);
      }
    }
    this.#rows.set(row.id, row);
  }

  remove(id: string): void {
    this.unload(id);
    this.#changed(this.name, id);
  }

  unload(id: string): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    const key = this.#keyOf(row);
    if (key !== null) {
      const left = (this.#idsByKey.get(key) ?? []).filter((other) => other !== id);
      if (left.length > 0) this.#idsByKey.set(key, left);
      else this.#idsByKey.delete(key);
    }
    // Removed ids stay in the order until they outnumber the living, so removing the oldest row costs nothing.
    if (this.#ids.length > 2 * this.#rows.size + 1000) this.#ids = this.#ids.filter((other) => this.#rows.has(other));
  }

  withKey(key: string): T[] {
    return (this.#idsByKey.get(key) ?? []).map((id) => this.get(id));
  }

  *newestFirst(): Generator<T> {
    for (let index = this.#ids.length - 1; index >= 0; index--) {
      const row = this.#rows.get(this.#ids[index]!);
      if (row) yield row;
    }
  }

  *oldestFirst(): Generator<T> {
    for (const id of this.#ids) {
      const row = this.#rows.get(id);
      if (row) yield row;
    }
  }

  clear(): void {
    for (const id of this.#rows.keys()) this.remove(id);
    this.#ids = [];
  }
}

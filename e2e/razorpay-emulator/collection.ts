export type Row = { id: string };

/** Rows by id, in order of creation, with lookups by a key that never changes once a row exists. */
export class Collection<T extends Row> {
  readonly name: string;
  readonly #rows = new Map<string, T>();
  readonly #keyOf: (row: T) => string | null;
  /** One id, or several: most keys have one, and a set for each would cost more than the rows. */
  readonly #idsByKey = new Map<string, string | Set<string>>();
  readonly #changed: (collection: string, id: string) => void;
  #ids: string[] = [];
  /** Removed, and still in the order. */
  readonly #gone = new Set<string>();

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
      // One that comes back is the newest, and must not be met twice.
      if (this.#gone.has(row.id)) this.#forgetGone();
      this.#ids.push(row.id);
      const key = this.#keyOf(row);
      if (key !== null) this.#link(key, row.id);
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
    this.#gone.add(id);
    const key = this.#keyOf(row);
    if (key !== null) this.#unlink(key, id);
    // Removed ids stay in the order until they outnumber the living, so removing the oldest row costs nothing.
    if (this.#gone.size > this.#rows.size + 1000) this.#forgetGone();
  }

  withKey(key: string): T[] {
    return Array.from(this.idsWithKey(key), (id) => this.get(id));
  }

  idsWithKey(key: string): Iterable<string> {
    const ids = this.#idsByKey.get(key) ?? [];
    return typeof ids === 'string' ? [ids] : ids;
  }

  /** Every key that some row has. */
  keys(): string[] {
    return [...this.#idsByKey.keys()];
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
    for (const id of this.#rows.keys()) this.#changed(this.name, id);
    this.#rows.clear();
    this.#idsByKey.clear();
    this.#ids = [];
    this.#gone.clear();
  }

  #forgetGone(): void {
    this.#ids = this.#ids.filter((id) => this.#rows.has(id));
    this.#gone.clear();
  }

  #link(key: string, id: string): void {
    const ids = this.#idsByKey.get(key);
    if (ids === undefined) this.#idsByKey.set(key, id);
    else if (typeof ids === 'string') this.#idsByKey.set(key, new Set([ids, id]));
    else ids.add(id);
  }

  #unlink(key: string, id: string): void {
    const ids = this.#idsByKey.get(key);
    if (ids instanceof Set) ids.delete(id);
    if (ids === id || (ids instanceof Set && ids.size === 0)) this.#idsByKey.delete(key);
  }
}

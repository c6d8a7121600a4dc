/** What a change at the desk would do, as the person who asks for it reads it before it is done. */
export interface ChangeRow {
  readonly what: string;
  /** Null for what is not there yet. */
  readonly before: string | null;
  readonly after: string;
}

export interface ChangePreview {
  /** Only what differs. */
  readonly rows: readonly ChangeRow[];
  /** Whom it affects and whom it does not, one sentence each. */
  readonly effects: readonly string[];
  /** Stands for what it was before and what was asked for; confirming sends it back. */
  readonly token: string;
  /** It had been looked at already, and what it was before has changed since. */
  readonly stale: boolean;
}

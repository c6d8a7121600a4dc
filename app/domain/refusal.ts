/**
 * An expected "no": returned, never thrown (architecture.md, errors). `message` is the sentence a person reads: what
 * happened, what was kept, what to do next.
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
}

export type Outcome<T, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

export function accepted<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refused<R extends Refusal>(refusal: R): { readonly ok: false; readonly refusal: R } {
  return { ok: false, refusal };
}

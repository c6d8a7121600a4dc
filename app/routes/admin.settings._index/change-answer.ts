import type { ChangePreview } from '#app/domain/change-preview.ts';

/** What was typed, by field. */
export type Typed = Readonly<Record<string, string>>;

/** The form again, with what is wrong; or, with a preview, the second step. */
export interface ChangeAnswer {
  readonly values: Typed;
  readonly errors: Readonly<Record<string, string[]>>;
  readonly preview: ChangePreview | null;
}

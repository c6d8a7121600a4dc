import { json, type TypedResponse } from '@remix-run/node';
import type { SubmissionResult } from '@conform-to/zod/v4';
import { retryAfter, type TooMany } from './rate-limit.server.ts';

export interface RefusedForm {
  /** What was typed, by field; never a password. */
  readonly values: Readonly<Record<string, string>>;
  /** Messages by field; those about the whole form under `''`. */
  readonly errors: Readonly<Record<string, string[]>>;
}

export type Reply = (options?: { formErrors?: string[]; fieldErrors?: Record<string, string[]> }) => SubmissionResult;
type Answer = TypedResponse<RefusedForm>;

/** The form again with its messages. A passwordless copy of what was typed goes back, whatever the schema is. */
export function refuseForm(submission: { reply: Reply }, errors: Parameters<Reply>[0] = {}): Answer {
  return json(refusedForm(submission.reply(errors)), { status: 400 });
}

export function slowDown(submission: { reply: Reply }, tooMany: TooMany): Answer {
  return json(refusedForm(submission.reply({ formErrors: [tooMany.message] })), { status: 429, headers: retryAfter(tooMany) });
}

export function refusedForm({ initialValue, error }: SubmissionResult): RefusedForm {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(initialValue ?? {})) {
    if (typeof value === 'string' && !/password/i.test(name)) values[name] = value;
  }
  const errors: Record<string, string[]> = {};
  for (const [name, messages] of Object.entries(error ?? {})) if (messages) errors[name] = messages;
  return { values, errors };
}

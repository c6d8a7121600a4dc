import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type TypedResponse } from '@remix-run/node';
import type { z } from 'zod';
import { refusedForm } from '#app/auth/form-answer.server.ts';
import { notFound } from '#app/auth/guards.server.ts';
import type { ChangePreview } from '#app/domain/change-preview.ts';
import type { Outcome } from '#app/domain/refusal.ts';
import { resources } from '#app/server-resources.server.ts';
import type { ChangeOrder, ChangeRefusal, ChangeResult } from '#app/use-cases/make-change.server.ts';
import type { ChangeAnswer, Typed } from './change-answer.ts';

interface ChangeDoor<S extends z.ZodType<{ reason: string }>> {
  readonly adminId: string;
  readonly schema: S;
  readonly make: (wish: z.output<S>, order: ChangeOrder) => Promise<Outcome<ChangeResult, ChangeRefusal>>;
  /** Where it is seen afterwards. */
  readonly done: (subjectId: string, wish: z.output<S>) => string;
}

/** What the page itself sends along, beside what was typed. */
const OF_THE_PAGE = new Set(['intent', 'token']);

/** Every form of the settings: parsed, previewed, back to the form or confirmed, with what was typed kept all the way. */
export async function answerChange<S extends z.ZodType<{ reason: string }>>(request: Request, { adminId, schema, make, done }: ChangeDoor<S>): Promise<TypedResponse<ChangeAnswer>> {
  const form = await request.formData();
  const values: Typed = Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' && !OF_THE_PAGE.has(name) ? [[name, value]] : [])));
  const submission = parseWithZod(form, { schema });
  if (submission.status !== 'success') return formAgain(values, refusedForm(submission.reply()).errors);
  if (form.get('intent') === 'edit') return json({ values, errors: {}, preview: null });
  const { value } = submission;
  const token = form.get('intent') === 'confirm' ? String(form.get('token')) : null;
  const outcome = await make(value, { adminId, reason: value.reason, token, now: new Date() });
  if (!outcome.ok) {
    const { code, field = '', message } = outcome.refusal;
    if (code === 'not_found') throw notFound();
    return formAgain(values, { [field]: [message] });
  }
  if (outcome.value.done) {
    resources().nudge();
    return redirect(done(outcome.value.subjectId, value), 303);
  }
  return previewed(values, outcome.value.preview);
}

function formAgain(values: Typed, errors: Record<string, string[]>): TypedResponse<ChangeAnswer> {
  return json({ values, errors, preview: null }, 400);
}

function previewed(values: Typed, preview: ChangePreview): TypedResponse<ChangeAnswer> {
  return json({ values, errors: {}, preview }, preview.stale ? 409 : 200);
}

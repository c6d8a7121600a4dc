import type { ReactNode } from 'react';
import { SubmitButton } from '#app/components/form/button.tsx';
import { ChangePreviewStep } from '#app/components/form/change-preview.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import type { ChangeAnswer, Typed } from './change-answer.ts';
import { REASON_MAX_LENGTH } from './reason.ts';

export interface FormState {
  values: Typed;
  errors: Readonly<Record<string, string[] | undefined>>;
}

interface ChangeFormProps {
  /** Tells forms of one page apart. */
  deed?: string;
  /** What stands in the fields at first. */
  initial?: Typed;
  answer: ChangeAnswer | undefined;
  /** On the button that shows the preview. */
  review: string;
  /** One primary per page. */
  look?: 'primary' | 'secondary' | 'danger';
  children?: (form: FormState) => ReactNode;
}

const NOTHING: Typed = {};

/** The first step of a change: its fields, and why. Nothing is written before the second one. */
export function ChangeForm({ deed, initial = NOTHING, answer, review, look = 'primary', children }: ChangeFormProps) {
  const own = answer && answer.values.deed === deed ? answer : undefined;
  const { values, errors }: FormState = own ?? { values: initial, errors: {} };
  return (
    <form method="post" noValidate className="grid max-w-prose gap-6">
      {deed && <input type="hidden" name="deed" value={deed} />}
      {children?.({ values, errors })}
      <TextField
        id={deed ? `${deed}-reason` : 'reason'}
        label="Why"
        name="reason"
        hint="For the audit log."
        maxLength={REASON_MAX_LENGTH}
        autoComplete="off"
        defaultValue={values.reason}
        errors={errors.reason}
      />
      <div>
        <SubmitButton look={look} name="intent" value="preview" submittingText="Looking…">
          {review}
        </SubmitButton>
      </div>
    </form>
  );
}

interface ChangePageProps {
  title: ReactNode;
  lede?: ReactNode;
  back: { href: string; label: string };
  aside?: ReactNode;
  answer: ChangeAnswer | undefined;
  /** On the button of the second step: a verb with its object. */
  confirm: string;
  children: ReactNode;
}

/** A page of the settings that changes one thing; `children` is its first step. */
export function ChangePage({ title, lede, back, aside, answer, confirm, children }: ChangePageProps) {
  if (answer?.preview) {
    return (
      <>
        <PageHeading title="Look at it once more" back={back} lede={title} />
        <ChangePreviewStep preview={answer.preview} posted={answer.values} confirm={confirm} leave={back.href} />
      </>
    );
  }
  const errors = Object.entries(answer?.errors ?? {}).map(([field, messages]) => [field === 'reason' && answer?.values.deed ? `${answer.values.deed}-reason` : field, messages] as const);
  return (
    <>
      <ErrorSummary errors={Object.fromEntries(errors)} title="Nothing was changed" />
      <PageHeading title={title} lede={lede} back={back} aside={aside} />
      {children}
    </>
  );
}

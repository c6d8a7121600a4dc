import type { ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { Icon } from '#app/components/icon.tsx';

/** What every field takes. `errors` is conform's `fields.x.errors`. */
export interface FieldProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  errors?: string[];
  /** Defaults to the name; give one when a name appears twice on a page. */
  id?: string;
}

/** The ids that tie a control to its hint and error; ErrorSummary links to `fieldId`. */
export function fieldIds({ id, name, hint, errors }: Pick<FieldProps, 'id' | 'name' | 'hint' | 'errors'>) {
  const fieldId = id ?? name;
  const refused = Boolean(errors?.length);
  const describedBy = classNames(hint ? `${fieldId}-hint` : null, refused && `${fieldId}-error`) || undefined;
  return { fieldId, refused, describedBy };
}

export function Hint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} className="field-hint">
      {children}
    </div>
  );
}

export function FieldError({ id, errors }: { id: string; errors: string[] | undefined }) {
  if (!errors?.length) return null;
  return (
    <p id={id} className="field-error">
      <Icon name="alert-circle" label="Problem" />
      <span>{errors.join(' ')}</span>
    </p>
  );
}

/** Label, hint and error around one control. */
export function FieldFrame({ children, label, ...field }: FieldProps & { children: ReactNode }) {
  const { fieldId, refused } = fieldIds(field);
  return (
    <div className={classNames('field', refused && 'field-refused')}>
      <label htmlFor={fieldId} className="field-label">
        {label}
      </label>
      {field.hint && <Hint id={`${fieldId}-hint`}>{field.hint}</Hint>}
      <FieldError id={`${fieldId}-error`} errors={field.errors} />
      {children}
    </div>
  );
}

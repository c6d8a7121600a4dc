import type { ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { FieldError, fieldIds, Hint, type FieldProps } from '#app/components/form/field.tsx';

interface CheckboxFieldProps extends FieldProps {
  value?: string;
  defaultChecked?: boolean;
  required?: boolean;
}

export function CheckboxField({ value = 'on', defaultChecked, required, label, ...field }: CheckboxFieldProps) {
  const { fieldId, refused, describedBy } = fieldIds(field);
  return (
    <div className={classNames('field', refused && 'field-refused')}>
      <FieldError id={`${fieldId}-error`} errors={field.errors} />
      <label className="choice">
        <input
          type="checkbox"
          id={fieldId}
          name={field.name}
          value={value}
          defaultChecked={defaultChecked}
          required={required}
          aria-invalid={refused || undefined}
          aria-describedby={describedBy}
        />
        <span>{label}</span>
        {field.hint && <Hint id={`${fieldId}-hint`}>{field.hint}</Hint>}
      </label>
    </div>
  );
}

export interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface ChoiceGroupProps extends FieldProps {
  choices: Choice[];
  /** What is ticked at first: one value for radios, several for ticks. */
  defaultValue?: string | readonly string[];
  /** `check` lets several be chosen. */
  pick?: 'radio' | 'check';
}

/** A question with its answers as whole rows. ErrorSummary's link lands on the first answer. */
export function RadioGroup({ choices, defaultValue, pick = 'radio', label, ...field }: ChoiceGroupProps) {
  const { fieldId, refused, describedBy } = fieldIds(field);
  const chosen: readonly string[] = typeof defaultValue === 'string' ? [defaultValue] : (defaultValue ?? []);
  return (
    <fieldset className={classNames('field', refused && 'field-refused')} aria-describedby={describedBy}>
      <legend className="field-label mb-1.5">{label}</legend>
      {field.hint && <Hint id={`${fieldId}-hint`}>{field.hint}</Hint>}
      <FieldError id={`${fieldId}-error`} errors={field.errors} />
      <div className="choice-rows">
        {choices.map((choice, index) => (
          <label key={choice.value} className="choice">
            <input
              type={pick === 'radio' ? 'radio' : 'checkbox'}
              id={index === 0 ? fieldId : `${fieldId}-${choice.value}`}
              name={field.name}
              value={choice.value}
              defaultChecked={chosen.includes(choice.value)}
              disabled={choice.disabled}
            />
            <span>{choice.label}</span>
            {choice.hint && <span className="field-hint">{choice.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { FieldFrame, fieldIds, type FieldProps } from '#app/components/form/field.tsx';
import { Icon } from '#app/components/icon.tsx';

/** How much is expected, so that the box says so. */
const widths = { short: 'max-w-32', medium: 'max-w-60', full: undefined };
type Width = { width?: keyof typeof widths };

type Control<Attributes> = FieldProps & Width & Omit<Attributes, keyof FieldProps | 'width' | 'className'>;

function split<T extends FieldProps>({ name, label, hint, errors, id, ...control }: T) {
  const frame = { name, label, hint, errors, id };
  const { fieldId, refused, describedBy } = fieldIds(frame);
  return { frame, control, wiring: { id: fieldId, name, 'aria-invalid': refused || undefined, 'aria-describedby': describedBy } };
}

type TextFieldProps = Control<InputHTMLAttributes<HTMLInputElement>> & {
  /** Beside the box: an Apply button, a unit. */
  after?: ReactNode;
};

export function TextField({ width = 'full', type = 'text', after, ...props }: TextFieldProps) {
  const { frame, control, wiring } = split(props);
  const input = <input {...control} {...wiring} type={type} className={classNames('input', widths[width])} />;
  return <FieldFrame {...frame}>{after ? <div className="input-affix gap-2">{input}{after}</div> : input}</FieldFrame>;
}

/** The browser's own date picker; value and bounds are `YYYY-MM-DD`. */
export function DateField(props: Omit<TextFieldProps, 'type' | 'width'>) {
  return <TextField {...props} type="date" width="medium" />;
}

export function TextArea({ width = 'full', ...props }: Control<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const { frame, control, wiring } = split(props);
  return (
    <FieldFrame {...frame}>
      <textarea rows={4} {...control} {...wiring} className={classNames('input', widths[width])} />
    </FieldFrame>
  );
}

type SelectFieldProps = Control<SelectHTMLAttributes<HTMLSelectElement>> & {
  options: { value: string; label: string }[];
  /** First, empty choice: "Any city". */
  placeholder?: string;
};

export function SelectField({ options, placeholder, width = 'full', ...props }: SelectFieldProps) {
  const { frame, control, wiring } = split(props);
  return (
    <FieldFrame {...frame}>
      <span className={classNames('input-select', widths[width])}>
        <select {...control} {...wiring} className="input">
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </span>
    </FieldFrame>
  );
}

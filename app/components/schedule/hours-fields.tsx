import { TextField } from '#app/components/form/text-field.tsx';

interface HoursFieldsProps {
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string[]>>;
  hint?: string;
}

/** From and until, typed as people type times. */
export function HoursFields({ values, errors, hint }: HoursFieldsProps) {
  return (
    <fieldset className="field">
      <legend className="field-label mb-1.5">Hours</legend>
      {hint && <p className="field-hint mb-2">{hint}</p>}
      <div className="flex flex-wrap gap-4">
        <TextField label="From" name="start" inputMode="text" autoComplete="off" placeholder="09:30" width="short" defaultValue={values.start} errors={errors.start} />
        <TextField label="Until" name="end" inputMode="text" autoComplete="off" placeholder="13:00" width="short" defaultValue={values.end} errors={errors.end} />
      </div>
    </fieldset>
  );
}

import { SelectField, TextField } from '#app/components/form/text-field.tsx';
import type { FormState } from '../admin.settings._index/change-form.tsx';

const KINDS = [
  { value: 'hours', label: 'Hours before the start' },
  { value: 'clock', label: 'A time on a day before' },
  { value: 'sample', label: 'Until the sample is collected' },
];

/** One deadline: its kind, the boxes of that kind, and what comes back until then. */
function DeadlineFields({ number, values, errors }: FormState & { number: number }) {
  const box = (name: string) => ({ name: `${name}${number}`, defaultValue: values[`${name}${number}`], errors: errors[`${name}${number}`], autoComplete: 'off' });
  return (
    <fieldset className="card grid gap-4">
      <legend className="sr-only">Deadline {number}</legend>
      <SelectField label={`Deadline ${number}`} placeholder="Not used" options={KINDS} {...box('when')} defaultValue={values[`when${number}`] ?? ''} />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField label="Hours before" inputMode="numeric" {...box('hours')} />
        <TextField label="Or: days before" inputMode="numeric" {...box('days')} />
        <TextField label="at" placeholder="22:00" {...box('at')} />
      </div>
      <Gives number={String(number)} values={values} errors={errors} />
    </fieldset>
  );
}

function Gives({ number, values, errors }: FormState & { number: string }) {
  const box = (name: string) => ({ name: `${name}${number}`, defaultValue: values[`${name}${number}`], errors: errors[`${name}${number}`], autoComplete: 'off' });
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <TextField label="Comes back, in %" inputMode="decimal" {...box('refund')} />
      <TextField label="Less a fee of, in ₹" inputMode="decimal" {...box('fee')} />
    </div>
  );
}

/** Deadlines from the earliest, then what holds after all of them. */
export function TierFields({ deadlines, values, errors }: FormState & { deadlines: number }) {
  return (
    <div className="grid gap-4">
      <p className="text-muted">Deadlines run towards the start of the service, and none gives more than the one before it.</p>
      {Array.from({ length: deadlines }, (_, index) => (
        <DeadlineFields key={index} number={index + 1} values={values} errors={errors} />
      ))}
      <fieldset className="card grid gap-4">
        <legend className="sr-only">After the last deadline</legend>
        <p className="field-label">After the last deadline</p>
        <Gives number="Last" values={values} errors={errors} />
      </fieldset>
    </div>
  );
}

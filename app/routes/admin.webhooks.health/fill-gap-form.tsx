import { SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { SelectField } from '#app/components/form/text-field.tsx';
import { CHANNEL_NAMES, CHANNELS } from '../admin.webhooks._index/webhook-states.ts';
import { BACK_HOURS } from './schema.ts';

interface FillGapFormProps {
  values: Readonly<Record<string, string | undefined>>;
  errors: Readonly<Record<string, string[]>>;
}

/** For an outage that began before anybody watched, or whose end an admin would rather not wait for. */
export function FillGapForm({ values, errors }: FillGapFormProps) {
  return (
    <form method="post" noValidate className="card grid max-w-prose gap-4">
      <h2>Fill the gap</h2>
      <ErrorSummary errors={errors} title="Nothing was asked" />
      <p className="text-muted">Asks Razorpay for everything of a time and takes in what is not known. An event that comes afterwards all the same changes nothing.</p>
      <SelectField label="Which webhooks" name="channel" options={CHANNEL_NAMES.map((value) => ({ value, label: CHANNELS[value] }))} defaultValue={values.channel} errors={errors.channel} />
      <SelectField label="How far back" name="hours" options={Object.entries(BACK_HOURS).map(([value, label]) => ({ value, label }))} defaultValue={values.hours ?? '30'} errors={errors.hours} />
      <div><SubmitButton icon="refresh" submittingText="Asking…">Fill the gap now</SubmitButton></div>
    </form>
  );
}

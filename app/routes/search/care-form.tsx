import { SubmitButton } from '#app/components/form/button.tsx';
import { DateField, SelectField, TextField } from '#app/components/form/text-field.tsx';
import type { SearchForm } from './search-view.ts';

interface CareFormProps {
  form: SearchForm;
  errors?: Readonly<Record<string, string[]>>;
}

/** City, what and when as a plain GET form: every search has an address. */
export function CareForm({ form, errors = {} }: CareFormProps) {
  return (
    <search>
      <form action="/search" className="card grid items-start gap-4 md:grid-cols-2 lg:grid-cols-[10rem_minmax(0,1fr)_11rem_auto]">
        {Object.entries(form.keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SelectField name="city" label="City" placeholder="Any city" options={[...form.cities]} defaultValue={form.city} errors={errors.city} />
        <TextField
          name="q"
          type="search"
          label="Doctor, specialisation or test"
          placeholder="Cardiology, HbA1c, Dr Rao…"
          list="care-names"
          autoComplete="off"
          maxLength={80}
          defaultValue={form.what}
          errors={errors.q}
        />
        <datalist id="care-names">
          {form.suggestions.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <DateField name="date" label="Day" min={form.firstDate} max={form.lastDate} defaultValue={form.date} errors={errors.date} />
        <div className="lg:pt-[1.875rem]">
          <SubmitButton wide icon="search" submittingText="Searching…">
            Find care
          </SubmitButton>
        </div>
      </form>
    </search>
  );
}

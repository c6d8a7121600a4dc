import { SubmitButton } from '#app/components/form/button.tsx';
import { DateField, SelectField, TextField } from '#app/components/form/text-field.tsx';
import type { SearchForm } from './search-view.ts';

interface CareFormProps {
  form: SearchForm;
  errors?: Readonly<Record<string, string[]>>;
}

const NO_ERRORS: Readonly<Record<string, string[]>> = {};

/** City, what and when as a plain GET form: every search has an address. */
export function CareForm({ form, errors = NO_ERRORS }: CareFormProps) {
  return (
    <search>
      <form action="/search" className="card grid items-end gap-4 md:grid-cols-2 lg:grid-cols-[minmax(11rem,1fr)_minmax(0,25rem)_13rem_auto]">
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
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
        <DateField name="date" label="Day" min={form.firstDate} max={form.lastDate} defaultValue={form.date} errors={errors.date} />
        <SubmitButton wide icon="search" submittingText="Searching…">
          Find care
        </SubmitButton>
      </form>
    </search>
  );
}

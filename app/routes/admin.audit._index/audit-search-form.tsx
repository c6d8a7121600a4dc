import { Button } from '#app/components/form/button.tsx';
import { SelectField, TextField } from '#app/components/form/text-field.tsx';

interface AuditSearchFormProps {
  action: string;
  values: { who?: string; verb?: string; on?: string; from?: string | null; to?: string | null };
  role?: string;
  verbs: { value: string; label: string }[];
}

/** A GET form: what it finds has an address. */
export function AuditSearchForm({ action, values, role, verbs }: AuditSearchFormProps) {
  return (
    <search>
      <form action={action} className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {role && <input type="hidden" name="role" value={role} />}
        <TextField label="Who" name="who" type="search" placeholder="E-mail or name" defaultValue={values.who} />
        <SelectField label="Deed" name="verb" placeholder="Any" options={verbs} defaultValue={values.verb} />
        <TextField label="On what" name="on" type="search" placeholder="Visit code or any id" defaultValue={values.on} />
        <TextField label="From" name="from" type="date" defaultValue={values.from ?? undefined} />
        <TextField label="To" name="to" type="date" defaultValue={values.to ?? undefined} />
        <Button type="submit" look="secondary" icon="search">
          Search deeds
        </Button>
      </form>
    </search>
  );
}

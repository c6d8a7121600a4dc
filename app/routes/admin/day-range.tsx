import { Button } from '#app/components/form/button.tsx';
import { DateField } from '#app/components/form/text-field.tsx';
import { listAddress } from './list-address.ts';

interface DayRangeProps {
  action: string;
  from?: string | null;
  to?: string | null;
  /** The other filters, kept while the days change. */
  keep: Record<string, string | null | undefined>;
}

/** First and last day of a list, both included. */
export function DayRange({ action, from, to, keep }: DayRangeProps) {
  return (
    <form action={action} className="flex flex-wrap items-end gap-3">
      {Object.entries(keep).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
      <DateField label="From" name="from" defaultValue={from ?? undefined} />
      <DateField label="To" name="to" defaultValue={to ?? undefined} />
      <Button type="submit" look="secondary">
        Show days
      </Button>
      {(from || to) && (
        <a href={listAddress(action, keep)} className="nav-link">
          All days
        </a>
      )}
    </form>
  );
}

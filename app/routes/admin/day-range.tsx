import { Button } from '#app/components/form/button.tsx';
import { listAddress } from './list-address.ts';

interface DayRangeProps {
  action: string;
  from?: string | null;
  to?: string | null;
  /** The other filters, kept while the days change. */
  keep: Record<string, string | null | undefined>;
}

/** One line high, because it stands above a table. */
function Day({ label, name, value }: { label: string; name: string; value?: string | null }) {
  return (
    <label className="flex max-w-full flex-wrap items-center gap-2">
      {label}
      <input type="date" name={name} defaultValue={value ?? undefined} className="input w-40 text-sm" />
    </label>
  );
}

/** First and last day of a list, both included. */
export function DayRange({ action, from, to, keep }: DayRangeProps) {
  return (
    <form action={action} className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      {Object.entries(keep).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
      <Day label="From" name="from" value={from} />
      <Day label="to" name="to" value={to} />
      <Button type="submit" look="secondary" small>
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

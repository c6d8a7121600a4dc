import { Icon } from '#app/components/icon.tsx';

export interface FilterChip {
  label: string;
  /** For an active chip: the address without it. */
  href: string;
  active?: boolean;
  count?: number;
}

/** Filters whose state is the URL. */
export function FilterChips({ label, chips }: { label: string; chips: FilterChip[] }) {
  return (
    <ul className="chips" aria-label={label}>
      {chips.map((chip) => (
        <li key={chip.label}>
          <a href={chip.href} className="chip" aria-current={chip.active || undefined}>
            {chip.label}
            {chip.count !== undefined && <span className="text-muted">{chip.count.toLocaleString('en-IN')}</span>}
            {chip.active && <Icon name="close" size="sm" label="Remove filter" />}
          </a>
        </li>
      ))}
    </ul>
  );
}

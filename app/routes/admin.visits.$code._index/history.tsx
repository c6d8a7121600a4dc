import { Icon } from '#app/components/icon.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import type { Happening } from './happenings.ts';

function Line({ at, icon, title, detail, by, href }: Happening) {
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-line px-4 py-2.5 text-sm not-first:border-t sm:grid-cols-[auto_9rem_minmax(0,1fr)_fit-content(30%)]">
      <Icon name={icon} size="sm" className="mt-0.5 text-muted" />
      <span className="text-muted max-sm:order-last max-sm:col-start-2">
        <When at={at} zone={DESK_ZONE} />
        <span className="sm:hidden">, {by}</span>
      </span>
      <span className="min-w-0">
        {href ? <a href={href}>{title}</a> : <span className="font-medium">{title}</span>}
        {detail && <span className="block text-muted">{detail}</span>}
      </span>
      <span className="text-muted max-sm:hidden">{by}</span>
    </li>
  );
}

/** Everything that happened to the visit, oldest first. */
export function History({ happenings }: { happenings: Happening[] }) {
  return (
    <section className="grid content-start gap-3">
      <h2>What happened</h2>
      <ol className="rounded-md border border-line bg-surface">
        {happenings.map((happening) => (
          <Line {...happening} key={happening.key} />
        ))}
      </ol>
    </section>
  );
}

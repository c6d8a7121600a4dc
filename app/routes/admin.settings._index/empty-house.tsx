import { Card } from '#app/components/card.tsx';
import { Icon } from '#app/components/icon.tsx';
import type { FirstStep } from './first-steps.ts';

/** How a new clinic gets started; gone once somebody can be booked. */
export function EmptyHouse({ steps }: { steps: readonly FirstStep[] }) {
  return (
    <Card title="Before the first visit can be booked">
      <ol className="grid gap-1">
        {steps.map(({ label, href, note, done }, index) => (
          <li key={href} className="grid grid-cols-[1.5rem_1fr] items-start gap-x-2 py-1">
            {done ? <Icon name="check-circle" label="Done" className="mt-0.5 text-success" /> : <span className="text-muted tabular-nums">{index + 1}.</span>}
            <span>
              {done ? <span className="text-muted">{label}</span> : <a href={href} className="link">{label}</a>}
              {note && !done && <span className="block text-sm text-muted">{note}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

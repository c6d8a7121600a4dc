import { formatDay, localDateOf } from '#app/domain/appointment-time.ts';
import { formatPaise } from '#app/domain/money.ts';
import { serviceTitle } from '#app/components/booking/service-title.ts';
import { StatusTag } from '#app/components/status-tag.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import type { VisitCardView } from './visit-card-view.ts';

export function VisitCard({ visit }: { visit: VisitCardView }) {
  const days = visit.parts.map((part) => formatDay(localDateOf(new Date(part.startsAt), part.zone)));
  const severalDays = new Set(days).size > 1;
  const last = visit.parts.at(-1)!;
  const year = localDateOf(new Date(last.startsAt), last.zone).slice(0, 4);
  return (
    <article className="card card-linked grid gap-x-8 gap-y-3 md:grid-cols-[1fr_auto]">
      <div className="grid content-start gap-2">
        <h3 className="text-lg">
          <a href={visit.href} className="card-link">
            {severalDays ? `${days[0]} – ${days.at(-1)}` : days[0]} {year}
          </a>
        </h3>
        <ul className="grid gap-2">
          {visit.parts.map((part) => (
            <li key={part.id}>
              <p className={part.status === 'cancelled' && visit.status !== 'cancelled' ? 'text-muted line-through' : undefined}>{serviceTitle(part)}</p>
              <p className="text-sm text-muted">
                <When at={part.startsAt} zone={part.zone} show={severalDays ? 'full' : 'time'} /> · {part.clinic}, {part.locality}
              </p>
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 md:grid md:content-start md:justify-items-end">
        {visit.notPaidYet === 'hold_ended' ? <Tag tone="warning">Hold ended</Tag> : <StatusTag of="visit" state={visit.status} />}
        <p className="text-sm text-muted">{moneyWords(visit)}</p>
      </div>
    </article>
  );
}

function moneyWords({ totalPaise, notPaidYet, comesBack }: VisitCardView): string {
  if (notPaidYet) return `${formatPaise(totalPaise)} to pay`;
  if (comesBack) return `${formatPaise(totalPaise)} goes back to you`;
  return totalPaise === 0 ? 'Nothing to pay' : `${formatPaise(totalPaise)} paid`;
}

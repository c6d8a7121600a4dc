import { formatDay, formatTime, localDateOf } from '#app/domain/appointment-time.ts';
import { formatPaise } from '#app/domain/money.ts';
import { serviceTitle } from '#app/components/booking/service-title.ts';
import { StatusTag } from '#app/components/status-tag.tsx';
import { Tag } from '#app/components/tag.tsx';
import type { VisitCardView } from './visit-card-view.ts';

export function VisitCard({ visit }: { visit: VisitCardView }) {
  return (
    <article className="card card-linked grid gap-x-8 gap-y-3 md:grid-cols-[1fr_auto]">
      <div className="grid content-start gap-2">
        <h3 className="text-lg">
          <a href={visit.href} className="card-link">
            {dates(visit)}
          </a>
        </h3>
        <ul className="grid gap-1">
          {visit.parts.map((part) => (
            <li key={part.id} className="grid grid-cols-[3.25rem_1fr] gap-2">
              <span className="text-muted">{formatTime(part.startsAt, part.zone)}</span>
              <span className={part.status === 'cancelled' && visit.status !== 'cancelled' ? 'text-muted line-through' : undefined}>
                {serviceTitle(part)}
                <span className="block text-sm text-muted">
                  {part.clinic}, {part.locality}
                </span>
              </span>
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

/** "Tue 24 Nov" or "Tue 24 Nov – Tue 1 Dec". */
function dates({ parts }: VisitCardView): string {
  const days = parts.map((part) => ({ at: part.startsAt, day: formatDay(localDateOf(new Date(part.startsAt), part.zone)) })).sort((a, b) => a.at.localeCompare(b.at));
  const [first, last] = [days[0]!, days.at(-1)!];
  const year = last.at.slice(0, 4);
  return first.day === last.day ? `${first.day} ${year}` : `${first.day} – ${last.day} ${year}`;
}

function moneyWords({ totalPaise, notPaidYet, comesBack }: VisitCardView): string {
  if (notPaidYet) return `${formatPaise(totalPaise)} to pay`;
  if (comesBack) return `${formatPaise(totalPaise)} goes back to you`;
  return totalPaise === 0 ? 'Nothing to pay' : `${formatPaise(totalPaise)} paid`;
}

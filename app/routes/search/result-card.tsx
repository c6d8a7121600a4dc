import { formatDay, type LocalDate } from '#app/domain/appointment-time.ts';
import { Avatar } from '#app/components/avatar.tsx';
import { Icon } from '#app/components/icon.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';
import type { ProviderResult } from './search-view.ts';

interface ResultCardProps {
  result: ProviderResult;
  /** The asked day in words. */
  day: string | null;
}

/** One provider; the card is one link, its next times are links of their own. */
export function ResultCard({ result, day }: ResultCardProps) {
  const { service } = result;
  return (
    <article className="card card-linked grid gap-4 md:grid-cols-[minmax(0,1fr)_min(17rem,50%)] md:gap-8">
      <div className="flex gap-4">
        <Avatar name={result.name} />
        <div className="grid min-w-0 content-start gap-0.5">
          <h2>
            <a href={result.href} className="card-link">
              {result.name}
            </a>
          </h2>
          <p>
            {result.field} · {result.experienceYears} years’ experience
          </p>
          <p className="text-sm text-muted">{result.qualification}</p>
          <ul className="mt-2 grid gap-1 text-sm text-muted">
            {result.places.map((place) => (
              <li key={`${place.name} ${place.locality}`} className="flex gap-1.5">
                <Icon name="pin" size="sm" className="mt-0.5" />
                <span>
                  {place.name}, {place.locality}, {place.city}
                </span>
              </li>
            ))}
            <li className="flex gap-1.5">
              <Icon name="user" size="sm" className="mt-0.5" />
              <span>Speaks {result.languages}</span>
            </li>
          </ul>
        </div>
      </div>
      <div className="grid content-start gap-2 border-line max-md:border-t max-md:pt-4">
        <p className="flex items-baseline justify-between gap-3">
          <span className="text-muted">
            {service.name}
            {service.isFrom && ' from'}
          </span>
          <Money paise={service.pricePaise} short className="font-semibold" />
        </p>
        <FreeTimes result={result} day={day} />
      </div>
    </article>
  );
}

function FreeTimes({ result: { next, freeOnDay }, day }: ResultCardProps) {
  if (!next) return <p className="text-sm text-muted">No free time in the two weeks {day ? `from ${day}` : 'ahead'}</p>;
  const free = freeOnDay !== null && freeOnDay > 0;
  return (
    <>
      <p className="text-sm">
        <span className="font-medium text-accent">
          {free ? `${freeOnDay} free on ${day}` : <>Next free {next.times.length > 0 ? formatDay(next.date as LocalDate) : <When at={next.at} zone={next.zone} />}</>}
        </span>
      </p>
      <ul className="above-link flex flex-wrap gap-2">
        {next.times.map(({ at, href }) => (
          <li key={at}>
            <a href={href} className="chip">
              <When at={at} zone={next.zone} show="time" />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

import { servicePlace, serviceTitle } from '#app/components/booking/service-title.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import type { IconName } from '#app/components/icon.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { statusWord } from '#app/components/status-words.ts';
import { Timeline, TimelineItem } from '#app/components/timeline.tsx';
import { When } from '#app/components/when.tsx';
import type { ServiceKind } from '#app/domain/booking.ts';
import type { PartView, VisitView } from './visit-view.ts';

const icons: Record<ServiceKind, IconName> = { consultation: 'stethoscope', lab_test: 'flask', follow_up: 'stethoscope' };

/** The parts in the order in which they happen. */
export function PartsTimeline({ view }: { view: VisitView }) {
  const inOrder = view.parts.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  return (
    <Timeline>
      {inOrder.map((part) => (
        <Part key={part.id} part={part} code={view.code} />
      ))}
    </Timeline>
  );
}

function Part({ part, code }: { part: PartView; code: string }) {
  const title = serviceTitle(part);
  const cancelled = part.status === 'cancelled';
  return (
    <TimelineItem
      title={cancelled ? <s className="text-muted">{title}</s> : title}
      tone={cancelled ? 'neutral' : statusWord('booking', part.status).tone}
      icon={icons[part.kind]}
      status={<StatusTag of="booking" state={part.status} />}
      meta={
        <span className={cancelled ? 'line-through' : 'text-base text-ink'}>
          <When at={part.startsAt} zone={part.zone} show="dated" /> · {part.durationMinutes} min
        </span>
      }
      actions={<PartActions part={part} code={code} title={title} />}
    >
      <p>{servicePlace(part)}</p>
      {!cancelled && (
        <p className="text-sm text-muted">
          {part.address}
          <br />
          <a className="link whole" href={`tel:${part.phone.replaceAll(' ', '')}`}>
            {part.phone}
          </a>
        </p>
      )}
      {part.cancelled && (
        <p className="text-sm">
          {part.cancelled.who} on <When at={part.cancelled.at} zone={part.zone} />
          {part.cancelled.reason && `: ${part.cancelled.reason}`}.
        </p>
      )}
      {part.toCome && part.preparation && (
        <p className="mt-1">
          <strong>To prepare:</strong> {part.preparation}
        </p>
      )}
      {part.toCome && <p className="mt-1 text-sm text-muted">{part.policy}</p>}
    </TimelineItem>
  );
}

function PartActions({ part, code, title }: { part: PartView; code: string; title: string }) {
  if (part.status === 'cancelled') {
    return (
      <>
        {part.cancelled && (
          <ButtonLink look="quiet" small icon="document" href={part.cancelled.receiptHref}>
            <span>
              Receipt<span className="sr-only">: {title}, cancelled</span>
            </span>
          </ButtonLink>
        )}
        <ButtonLink look="quiet" small icon="refresh" href={part.timesHref}>
          <span>
            Book again<span className="sr-only">: {title}</span>
          </span>
        </ButtonLink>
      </>
    );
  }
  if (part.status !== 'confirmed') return null;
  return (
    <>
      {part.toCome && (
        <ButtonLink look="quiet" small icon="calendar" href={`/visits/${code}/calendar.ics?part=${part.id}`}>
          <span>
            Add to calendar<span className="sr-only">: {title}</span>
          </span>
        </ButtonLink>
      )}
      <ButtonLink look="quiet" small icon="close" href={`/visits/${code}/cancel?part=${part.id}`}>
        <span>
          Cancel<span className="sr-only">: {title}</span>
        </span>
      </ButtonLink>
    </>
  );
}

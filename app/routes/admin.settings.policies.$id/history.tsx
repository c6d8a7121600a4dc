import { Timeline, TimelineItem } from '#app/components/timeline.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';

interface Version {
  id: string;
  version: number;
  created_at: string;
  sentence: string;
  services: number;
  publishedBy: string | null;
  reason: string | null;
}

/** Every version there was; none is ever edited. */
export function PolicyHistory({ versions }: { versions: Version[] }) {
  return (
    <section className="grid max-w-prose gap-3">
      <h2>Versions</h2>
      <Timeline>
        {versions.map((each, index) => (
          <TimelineItem
            key={each.id}
            title={`Version ${each.version}`}
            tone={index === 0 ? 'success' : 'neutral'}
            meta={
              <>
                <When at={each.created_at} zone={DESK_ZONE} show="dated" />
                {each.publishedBy && <>, by {each.publishedBy}</>}
                {each.services > 0 && <>, {each.services === 1 ? '1 service' : `${each.services} services`}</>}
              </>
            }
          >
            <p>{each.sentence}</p>
            {each.reason && <p className="text-muted">{each.reason}</p>}
          </TimelineItem>
        ))}
      </Timeline>
    </section>
  );
}

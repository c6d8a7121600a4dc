import { Timeline, TimelineItem } from '#app/components/timeline.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { deedInWords } from '../admin.audit._index/audit-words.ts';

interface Deed {
  id: string;
  listed_at: string;
  verb: string;
  reason: string | null;
  actor_name: string | null;
}

/** What people did with the job; what the queue did is in its facts. */
export function JobHistory({ deeds }: { deeds: Deed[] }) {
  if (deeds.length === 0) return <p className="text-muted">Nobody has touched this job.</p>;
  return (
    <Timeline>
      {deeds.map((deed) => (
        <TimelineItem key={deed.id} title={deedInWords(deed.verb)} icon="user" meta={<>{deed.actor_name ?? 'An admin'}, <When at={deed.listed_at} zone={DESK_ZONE} show="dated" /></>}>
          {deed.reason && <p>{deed.reason}</p>}
        </TimelineItem>
      ))}
    </Timeline>
  );
}

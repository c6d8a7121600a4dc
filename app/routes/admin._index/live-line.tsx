import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';

/**
 * How fresh the desk is. It stands beside what is replaced and not in it, because a screen reader announces only what
 * changes inside an element that stays.
 */
export function LiveLine({ now, digest }: { now: string; digest: string }) {
  return (
    <p data-live-line={digest} data-live-source={`/admin/live?since=${Date.parse(now)}`}>
      <span data-live-mark hidden>
        {'Live · '}
      </span>
      <output data-live-note>
        As of <When at={now} zone={DESK_ZONE} />
      </output>
      <span data-live-refresh>
        {' · '}
        <a className="link" href="/admin">
          Refresh
        </a>
      </span>
    </p>
  );
}

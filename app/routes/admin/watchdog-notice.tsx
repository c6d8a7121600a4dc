import type { SerializeFrom } from '@remix-run/node';
import { Notice } from '#app/components/notice.tsx';
import { When } from '#app/components/when.tsx';
import { MENDS, repairedInWords, SIDES, WRONG } from '#app/domain/watch-words.ts';
import type { WatchFinding } from '#db/watch-findings.ts';
import { repairsOf } from '../admin.webhooks.health/repairs.ts';
import { DESK_ZONE } from './desk-zone.ts';

interface WatchdogNoticeProps {
  finding: SerializeFrom<WatchFinding>;
  /** On the desk it leads to the page that is about it. */
  linked?: boolean;
}

/** That Razorpay cannot be heard: what is missing, what was mended meanwhile, what to do. */
export function WatchdogNotice({ finding, linked }: WatchdogNoticeProps) {
  const { kind, channel, missed, first_missed_at } = finding;
  return (
    <Notice kind="warning" title={`${WRONG[kind]} from ${SIDES[channel]}`}>
      <p>
        Since <When at={first_missed_at} zone={DESK_ZONE} />, {missed === 1 ? 'one event was' : `${missed.toLocaleString('en-IN')} events were`} missed. Mended by asking Razorpay: {repairedInWords(repairsOf(finding))}. No money is lost meanwhile; what is missed is asked for every five minutes.
      </p>
      <p>{MENDS[kind]}{linked && <> <a className="link" href="/admin/webhooks/health">See the webhooks’ health</a></>}</p>
    </Notice>
  );
}

import { WatchdogNotice } from '../admin/watchdog-notice.tsx';
import { BalancesCard } from './balances.tsx';
import { deskSentence } from './desk-sentence.ts';
import { Discrepancies } from './discrepancies.tsx';
import { FailuresByAge } from './failures.tsx';
import { Figures } from './figures.tsx';
import type { LiveDesk } from './read-live-desk.server.ts';
import { SignalsCard } from './signals.tsx';

/** The desk's first line. public/live-desk.js replaces what is inside of each `data-live`. */
export function Sentence({ desk }: { desk: LiveDesk }) {
  return <span data-live="sentence">{deskSentence(desk)}</span>;
}

/** What is kept up to date: drawn here for the page and for every event of /admin/live. */
export function DeskNow({ desk }: { desk: LiveDesk }) {
  return (
    <div className="grid gap-6" data-live="desk">
      {desk.silences.map((finding) => <WatchdogNotice key={finding.id} finding={finding} linked />)}
      {desk.openDiscrepancies.length > 0 && <Discrepancies rows={desk.openDiscrepancies} total={desk.discrepancies} />}
      <Figures desk={desk} />
      <FailuresByAge failures={desk.failures} jobs={desk.jobs} />
      <div className="grid gap-4 lg:grid-cols-2">
        <BalancesCard desk={desk} />
        <SignalsCard desk={desk} />
      </div>
    </div>
  );
}

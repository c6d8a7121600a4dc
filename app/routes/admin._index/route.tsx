import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { useNonce } from '#app/components/shell/nonce.ts';
import { resources } from '#app/server-resources.server.ts';
import { listVisits } from '#db/admin-lists.ts';
import { readDeskHistory } from '#db/desk-history.ts';
import { VisitTable, visitRow } from '../admin.visits._index/visit-table.tsx';
import { DeskNow, Sentence } from './desk-now.tsx';
import { DeskPlots } from './desk-plots.tsx';
import { deskSentence } from './desk-sentence.ts';
import { LiveLine } from './live-line.tsx';
import { readLiveDesk } from './read-live-desk.server.ts';

const LATEST_VISITS = 8;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? deskSentence(data.desk) : 'Desk'} · OneVisit desk` }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db, nudge } = resources();
  const now = new Date();
  const [live, days, latest] = await Promise.all([readLiveDesk({ db, nudge }, now), readDeskHistory(db, now), listVisits(db, {}, {}, LATEST_VISITS)]);
  return json({ now, ...live, days, latest: latest.rows.map((row) => visitRow(row, latest.partsOf)) });
}

export default function Desk() {
  const { now, desk, digest, days, latest } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading title={<Sentence desk={desk} />} lede={<LiveLine now={now} digest={digest} />} />
      <DeskNow desk={desk} />
      <DeskPlots days={days} />
      <section className="grid gap-3">
        <div className="flex items-baseline justify-between gap-4">
          <h2>Latest visits</h2>
          <a href="/admin/visits">All visits</a>
        </div>
        <VisitTable caption="Latest visits" rows={latest} />
      </section>
      <script type="module" src="/live-desk.js" nonce={useNonce()} />
    </>
  );
}

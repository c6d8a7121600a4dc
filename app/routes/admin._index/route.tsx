import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { When } from '#app/components/when.tsx';
import { instantOf, localDateOf } from '#app/domain/appointment-time.ts';
import { resources } from '#app/server-resources.server.ts';
import { listOpenDiscrepancies, readDesk } from '#db/admin-desk.ts';
import { listVisits } from '#db/admin-lists.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { VisitTable, visitRow } from '../admin.visits._index/visit-table.tsx';
import { deskSentence } from './desk-sentence.ts';
import { Discrepancies } from './discrepancies.tsx';
import { Figures } from './figures.tsx';

const DISCREPANCIES_SHOWN = 10;
const LATEST_VISITS = 8;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? deskSentence(data.desk) : 'Desk'} · OneVisit desk` }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  const now = new Date();
  const dayStart = instantOf(localDateOf(now, DESK_ZONE), 0, DESK_ZONE);
  const [desk, discrepancies, latest] = await Promise.all([
    readDesk(db, { now, dayStart }),
    listOpenDiscrepancies(db, DISCREPANCIES_SHOWN),
    listVisits(db, {}, {}, LATEST_VISITS),
  ]);
  return json({ now, desk, discrepancies, latest: latest.rows.map((row) => visitRow(row, latest.partsOf)) });
}

export default function Desk() {
  const { now, desk, discrepancies, latest } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title={deskSentence(desk)}
        lede={
          <>
            As of <When at={now} zone={DESK_ZONE} />.
          </>
        }
      />
      {discrepancies.length > 0 && <Discrepancies rows={discrepancies} total={desk.discrepancies} />}
      <Figures desk={desk} />
      <section className="grid gap-3">
        <div className="flex items-baseline justify-between gap-4">
          <h2>Latest visits</h2>
          <a href="/admin/visits">All visits</a>
        </div>
        <VisitTable caption="Latest visits" rows={latest} />
      </section>
    </>
  );
}

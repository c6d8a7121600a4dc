import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import type { LiveDesk } from './read-live-desk.server.ts';

type Failed = Omit<LiveDesk['failures'][number], 'kind'> & { name: string; href: string; oldestHref: string };

const WORDS = {
  refund: { name: 'Refunds parked', href: '/admin/refunds?waiting=person', one: '/admin/refunds/' },
  payout: { name: 'Payouts stopped', href: '/admin/payouts?status=needs_attention', one: '/admin/payouts/' },
  webhook: { name: 'Webhooks failed', href: '/admin/webhooks?state=failed', one: '/admin/webhooks/' },
  job: { name: 'Jobs given up', href: '/admin/jobs', one: null },
} as const;

const count = (many: number) => (many === 0 ? <span className="text-faint">0</span> : <span className="font-semibold">{many.toLocaleString('en-IN')}</span>);

const columns: Column<Failed>[] = [
  { header: 'What', title: true, cell: (row) => <a className="link" href={row.href}>{row.name}</a> },
  { header: 'Under 1 h', end: true, cell: (row) => count(row.underHour) },
  { header: '1–24 h', end: true, cell: (row) => count(row.underDay) },
  { header: '1–7 days', end: true, cell: (row) => count(row.underWeek) },
  { header: 'Older', end: true, cell: (row) => count(row.older) },
  {
    header: 'Oldest',
    cell: (row) =>
      row.oldestAt && (
        <a className="link" href={row.oldestHref}>
          <span className="sr-only">{row.name}, oldest: </span>
          <When at={row.oldestAt} zone={DESK_ZONE} />
        </a>
      ),
  },
];

/** What failed and waits for a person, by how long it has waited; only what there is. */
export function FailuresByAge({ failures, jobs }: Pick<LiveDesk, 'failures' | 'jobs'>) {
  const all = [...failures, ...(jobs ? [{ kind: 'job' as const, ...jobs }] : [])];
  const rows = all
    .filter((row) => row.oldestAt !== null)
    .map(({ kind, ...row }): Failed => {
      const { name, href, one } = WORDS[kind];
      return { ...row, name, href, oldestHref: one ? `${one}${row.oldestId}` : href };
    });
  return <DataTable caption="What failed, by age" columns={columns} rows={rows} rowKey={(row) => row.name} empty={null} />;
}

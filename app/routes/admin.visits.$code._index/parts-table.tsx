import type { IndividualStatus, ServiceKind } from '#app/domain/booking.ts';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { When } from '#app/components/when.tsx';
import { inPercent, inWords } from '../admin/in-words.ts';

export interface StoryPart {
  id: string;
  position: number;
  service_name: string;
  service_kind: ServiceKind;
  provider_name: string;
  clinic_name: string;
  zone: string;
  starts_at: string;
  status: IndividualStatus;
  full_price_paise: number;
  list_price_paise: number;
  coupon_share_paise: number;
  paid_paise: number;
  commission_bps: number;
  cancelled_by: string | null;
  cancel_reason: string | null;
  policy_name: string;
  kept_fee_paise: number;
  requalified_paise: number;
  regranted_paise: number;
  goodwill_paise: number;
}

/** What became of its money after it was paid, in the order in which it happens. */
function Since({ part }: { part: StoryPart }) {
  const facts = [
    { what: 'fee kept', paise: part.kept_fee_paise },
    { what: 'goodwill returned', paise: part.goodwill_paise },
    { what: 'coupon share lost', paise: part.requalified_paise },
    { what: 'paid up to full price', paise: part.regranted_paise },
  ].filter(({ paise }) => paise > 0);
  if (facts.length === 0) return null;
  return (
    <ul className="mt-1">
      {facts.map(({ what, paise }) => (
        <li key={what}>
          <Money paise={paise} /> {what}
        </li>
      ))}
    </ul>
  );
}

function Price({ part }: { part: StoryPart }) {
  return (
    <span>
      <Money paise={part.list_price_paise} />
      {part.full_price_paise !== part.list_price_paise && (
        <s className="block text-faint">
          <span className="sr-only">instead of </span>
          <Money paise={part.full_price_paise} />
        </s>
      )}
    </span>
  );
}

const columns: Column<StoryPart>[] = [
  {
    header: 'Service',
    title: true,
    cell: (part) => (
      <span>
        <span className="font-semibold">{part.service_name}</span>
        <span className="block text-sm font-normal text-muted">
          {part.provider_name}, {part.clinic_name}
        </span>
      </span>
    ),
  },
  { header: 'When', cell: (part) => <When at={part.starts_at} zone={part.zone} show="dated" /> },
  {
    header: 'Status',
    cell: (part) => (
      <span>
        <StatusTag of="booking" state={part.status} desk />
        {part.cancel_reason && (
          <span className="block text-muted">
            {inWords(part.cancel_reason)}
            {(part.cancelled_by === 'admin' || part.cancelled_by === 'provider') && `, by the ${part.cancelled_by === 'admin' ? 'desk' : 'provider'}`}
          </span>
        )}
        <Since part={part} />
      </span>
    ),
  },
  {
    header: 'Terms',
    cell: (part) => (
      <span>
        {part.policy_name}
        <span className="block text-muted">{inPercent(part.commission_bps)} commission</span>
      </span>
    ),
  },
  { header: 'Price', end: true, cell: (part) => <Price part={part} /> },
  { header: 'Coupon', end: true, cell: (part) => part.coupon_share_paise > 0 && <Money paise={-part.coupon_share_paise} /> },
];

function toPay(code: string, paid: boolean): Column<StoryPart> {
  return {
    header: 'To pay',
    end: true,
    cell: (part) => (
      <span>
        <Money paise={part.paid_paise} />
        {paid && part.paid_paise > 0 && part.status !== 'scheduled' && (
          <a href={`/admin/visits/${code}/override?part=${part.id}`} className="link block">
            Return…<span className="sr-only"> money for {part.service_name}</span>
          </a>
        )}
      </span>
    ),
  };
}

interface PartsTableProps {
  code: string;
  /** Whether money came in that could go back. */
  paid: boolean;
  parts: StoryPart[];
  totals: { list_total_paise: number; discount_paise: number; total_paise: number };
}

/** The visit's services as they were frozen when their times were held. */
export function PartsTable({ code, paid, parts, totals }: PartsTableProps) {
  return (
    <DataTable
      caption="Services, as frozen when they were held"
      columns={[...columns, toPay(code, paid)]}
      rows={parts}
      rowKey={(part) => part.id}
      empty={null}
      totals={[
        'Total', null, null, null,
        <Money key="list" paise={totals.list_total_paise} />,
        totals.discount_paise > 0 ? <Money key="discount" paise={-totals.discount_paise} /> : null,
        <Money key="total" paise={totals.total_paise} />,
      ]}
    />
  );
}

import type { ReactNode } from 'react';
import { serviceTitle } from '#app/components/booking/service-title.ts';
import { classNames } from '#app/components/class-names.ts';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';
import type { ServiceKind } from '#app/domain/booking.ts';

/** Said aloud although a table has them by itself: Safari drops them when the rows become lines on a phone. */
const roles = { table: { role: 'table' }, rowgroup: { role: 'rowgroup' }, row: { role: 'row' }, rowheader: { role: 'rowheader' }, cell: { role: 'cell' } };

/** One cancelled service with everything that led to its refund. Amounts in paise. */
export interface RefundSumLine {
  readonly id: string;
  readonly kind: ServiceKind;
  readonly service: string;
  readonly provider: string;
  readonly startsAt: string;
  readonly zone: string;
  readonly listPricePaise: number;
  readonly couponSharePaise: number;
  readonly paidPaise: number;
  readonly alreadyRefundedPaise: number;
  readonly feePaise: number;
  readonly requalifyPaise: number;
  readonly refundPaise: number;
  readonly reasons: readonly string[];
}

interface RefundSumProps {
  title: string;
  lines: readonly RefundSumLine[];
  couponCode: string | null;
  totalPaise: number;
  totalLabel: string;
  /** Under the total. */
  note?: ReactNode;
}

/** A refund that adds up in the open: every row that led to it, top to bottom, and why. */
export function RefundSum({ title, lines, couponCode, totalPaise, totalLabel, note }: RefundSumProps) {
  return (
    <section className="receipt" aria-label={title}>
      <table className="refund-sum" {...roles.table}>
        <caption className="receipt-head text-lg font-semibold">{title}</caption>
        {lines.map((line) => (
          <Line key={line.id} line={line} couponCode={couponCode} alone={lines.length === 1} />
        ))}
        <tfoot {...roles.rowgroup}>
          <tr className="refund-sum-total" {...roles.row}>
            <th scope="row" {...roles.rowheader}>{totalLabel}</th>
            <td {...roles.cell}>
              <Money paise={totalPaise} />
            </td>
          </tr>
        </tfoot>
      </table>
      {note && <div className="px-frame pb-4 text-sm text-muted">{note}</div>}
    </section>
  );
}

/** Alone, its refund is the total at the foot and is not said twice. */
function Line({ line, couponCode, alone }: { line: RefundSumLine; couponCode: string | null; alone: boolean }) {
  return (
    <tbody {...roles.rowgroup}>
      <tr {...roles.row}>
        <th scope="rowgroup" colSpan={2} {...roles.rowheader} className="refund-sum-head">
          <span className="block">{serviceTitle(line)}</span>
          <span className="block text-sm font-normal text-muted">
            <When at={line.startsAt} zone={line.zone} />
          </span>
        </th>
      </tr>
      {line.paidPaise === 0 && line.listPricePaise === 0 ? <Free alone={alone} /> : <Steps line={line} couponCode={couponCode} alone={alone} />}
    </tbody>
  );
}

/** A follow-up without a price has nothing to work out. */
function Free({ alone }: { alone: boolean }) {
  return (
    <>
      <Row label="Paid" paise={0} />
      {!alone && <Row label="Refund" paise={0} />}
    </>
  );
}

function Steps({ line, couponCode, alone }: { line: RefundSumLine; couponCode: string | null; alone: boolean }) {
  // Paid out of an earlier refund for a lower price that this part lost; zero for almost everybody.
  const topUpPaise = line.paidPaise - line.listPricePaise + line.couponSharePaise;
  return (
    <>
      <Row label="List price" paise={line.listPricePaise} />
      {line.couponSharePaise !== 0 && <Row label={`Coupon ${couponCode ?? ''}`} paise={-line.couponSharePaise} />}
      {topUpPaise !== 0 && <Row label="Difference to the full price, paid earlier" paise={topUpPaise} />}
      <Row label="Paid" paise={line.paidPaise} strong />
      {line.alreadyRefundedPaise !== 0 && <Row label="Already refunded" paise={-line.alreadyRefundedPaise} />}
      <tr {...roles.row}>
        <td colSpan={2} {...roles.cell} className="refund-sum-why">
          {line.reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </td>
      </tr>
      <Row label="Cancellation fee" paise={-line.feePaise} />
      {line.requalifyPaise !== 0 && <Row label="Price of what you keep" paise={-line.requalifyPaise} />}
      {!alone && <Row label="Refund" paise={line.refundPaise} strong />}
    </>
  );
}

function Row({ label, paise, strong = false }: { label: string; paise: number; strong?: boolean }) {
  return (
    <tr {...roles.row} className={classNames(strong && 'refund-sum-strong') || undefined}>
      <th scope="row" {...roles.rowheader}>{label}</th>
      <td {...roles.cell}>
        {/* A fee of nothing is no negative number. */}
        <Money paise={paise === 0 ? 0 : paise} />
      </td>
    </tr>
  );
}

import type { ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { Icon } from '#app/components/icon.tsx';
import { Money } from '#app/components/money.tsx';

export interface ReceiptLine {
  id: string;
  /** "Consultation with Dr. Meera Nair". */
  service: ReactNode;
  place: ReactNode;
  when: ReactNode;
  listPricePaise: number;
  couponSharePaise?: number;
  status?: ReactNode;
  /** The time was lost: says so and offers the next free ones. */
  lost?: ReactNode;
  /** Change, remove. */
  actions?: ReactNode;
}

interface ReceiptProps {
  title?: ReactNode;
  lines: ReceiptLine[];
  /** Between lines and total: subtotal, coupon. */
  sums?: { label: string; paise: number }[];
  totalPaise: number;
  totalLabel?: string;
  /** The button to go on; stays at the bottom of a phone's screen together with the total. */
  children?: ReactNode;
  /** A quiet sentence under it all. */
  note?: ReactNode;
}

function Line({ line }: { line: ReceiptLine }) {
  return (
    <li className={classNames('receipt-line', line.lost && 'receipt-line-lost')}>
      <div className="grid gap-0.5">
        <p className="font-semibold">{line.service}</p>
        <p className="text-sm text-ink">{line.when}</p>
        <p className="text-sm text-muted">{line.place}</p>
      </div>
      <div className="ms-auto grid max-w-full content-start justify-items-end gap-0.5 text-end">
        <Money paise={line.listPricePaise} />
        {line.couponSharePaise ? (
          <span className="text-sm text-success">
            coupon{' '}
            <Money paise={-line.couponSharePaise} />
          </span>
        ) : null}
        {line.status}
      </div>
      {line.lost && (
        <div className="receipt-line-whole mt-2 flex gap-2 text-sm">
          <Icon name="alert-triangle" size="sm" label="Please check" className="mt-0.5 text-warning" />
          <div>{line.lost}</div>
        </div>
      )}
      {line.actions && <div className="receipt-line-whole -mb-2 -ms-2.5 flex flex-wrap gap-1 no-print">{line.actions}</div>}
    </li>
  );
}

/** A visit as a receipt: one row per service, the coupon's share under each price, the total at the foot. */
export function Receipt({ title = 'Your visit', lines, sums, totalPaise, totalLabel = 'To pay', children, note }: ReceiptProps) {
  return (
    <section className="receipt" aria-label={typeof title === 'string' ? title : 'Your visit'}>
      <h2 className="receipt-head">{title}</h2>
      <ul>
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      {sums && sums.length > 0 && (
        <div className="receipt-sums">
          {sums.map(({ label, paise }) => (
            <div key={label} className={paise < 0 ? 'text-success' : 'text-muted'}>
              <span>{label}</span>
              <Money paise={paise} />
            </div>
          ))}
        </div>
      )}
      <div className="receipt-foot">
        <p className="receipt-total">
          <span>{totalLabel}</span>
          <Money paise={totalPaise} />
        </p>
        {children && <div className="mt-3 grid gap-2">{children}</div>}
      </div>
      {note && <div className="px-frame pb-4 text-sm text-muted">{note}</div>}
    </section>
  );
}

import { methodWord } from '#app/components/booking/payment-method.ts';
import { Receipt } from '#app/components/booking/receipt.tsx';
import { RefundTracker } from '#app/components/booking/refund-tracker.tsx';
import { serviceTitle } from '#app/components/booking/service-title.ts';
import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import type { MoneyView, VisitState, VisitView } from './visit-view.ts';

const totals: Record<VisitState, string> = {
  held: 'To pay', hold_ended: 'Not paid', checking: 'Being checked', booked: 'Paid', given_up: 'Not charged', returned: 'Going back to you',
};

/** The receipt, and what to quote when asking about the payment. */
export function VisitMoney({ view }: { view: VisitView }) {
  const { payment } = view;
  const arrived = view.state === 'returned' && view.returns.every((one) => one.arrived);
  return (
    <>
      <Receipt
        title={view.state === 'booked' ? 'Receipt' : 'Price'}
        lines={view.parts.map((part) => ({
          id: part.id,
          service: part.cancelled ? <s className="text-muted">{serviceTitle(part)}</s> : serviceTitle(part),
          status: part.cancelled && <StatusTag of="booking" state="cancelled" />,
          when: <When at={part.startsAt} zone={part.zone} />,
          place: part.clinic,
          listPricePaise: part.listPricePaise,
          couponSharePaise: part.couponSharePaise,
        }))}
        sums={
          view.discountPaise > 0
            ? [
                { label: 'List price', paise: view.listTotalPaise },
                { label: `Coupon ${view.couponCode ?? ''}`, paise: -view.discountPaise },
              ]
            : []
        }
        totalPaise={view.totalPaise}
        totalLabel={arrived ? 'Returned to you' : totals[view.state]}
      />
      {view.money && <WhereItIs money={view.money} totalPaise={view.totalPaise} />}
      {view.refunds.map((refund) => (
        <div key={refund.id} className="card grid gap-3">
          <p className="text-sm text-muted">
            {refund.what}
            {refund.receiptHref && (
              <>
                {' · '}
                <a href={refund.receiptHref}>Receipt</a>
              </>
            )}
          </p>
          <RefundTracker refund={refund} />
        </div>
      ))}
      <div className="px-1 text-sm">
        <SummaryList
          rows={[
            { term: 'Visit code', description: <CopyCode code={view.code} what="visit code" /> },
            ...(payment
              ? [
                  { term: 'Paid', description: <When at={payment.paidAt} zone={view.zone} show="dated" /> },
                  { term: 'With', description: methodWord(payment.method) },
                  { term: 'Payment', description: <CopyCode code={payment.id} what="payment id" /> },
                ]
              : []),
          ]}
        />
      </div>
    </>
  );
}

/** Every paisa of what was paid, in one of three places. */
function WhereItIs({ money, totalPaise }: { money: MoneyView; totalPaise: number }) {
  const rows = [
    { label: 'Paid', paise: totalPaise },
    { label: 'Refunded or on its way back', paise: -money.refundedPaise },
    ...(money.keptFeePaise > 0 ? [{ label: 'Cancellation fees', paise: -money.keptFeePaise }] : []),
  ];
  return (
    <Card title="Your money">
      <dl className="grid gap-1">
        {rows.map(({ label, paise }) => (
          <div key={label} className="flex flex-wrap justify-between gap-x-4">
            <dt className="text-muted">{label}</dt>
            <dd className="ms-auto min-w-0">
              <Money paise={paise} />
            </dd>
          </div>
        ))}
        <div className="mt-1 flex flex-wrap justify-between gap-x-4 border-t border-line pt-2 font-semibold">
          <dt>For what you keep</dt>
          <dd className="ms-auto min-w-0">
            <Money paise={money.staysPaise} />
          </dd>
        </div>
      </dl>
    </Card>
  );
}

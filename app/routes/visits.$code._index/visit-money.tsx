import { Receipt } from '#app/components/booking/receipt.tsx';
import { serviceTitle } from '#app/components/booking/service-title.ts';
import { CopyCode } from '#app/components/copy-code.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import type { VisitState, VisitView } from './visit-view.ts';

const methods: Readonly<Record<string, string>> = {
  upi: 'UPI', card: 'Card', netbanking: 'Net banking', wallet: 'Wallet', paylater: 'Pay later', emi: 'Card EMI',
};

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
          service: serviceTitle(part),
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
      <div className="px-1 text-sm">
        <SummaryList
          rows={[
            { term: 'Visit code', description: <CopyCode code={view.code} what="visit code" /> },
            ...(payment
              ? [
                  { term: 'Paid', description: <When at={payment.paidAt} zone={view.zone} show="dated" /> },
                  { term: 'With', description: methods[payment.method ?? ''] ?? 'Razorpay' },
                  { term: 'Payment', description: <CopyCode code={payment.id} what="payment id" /> },
                ]
              : []),
          ]}
        />
      </div>
    </>
  );
}

import type { PaymentStatus } from '#app/domain/payment.ts';
import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';

interface Payment {
  status: PaymentStatus;
  gateway_order_id: string | null;
  gateway_payment_id: string | null;
  amount_paise: number;
  method: string | null;
  fee_paise: number | null;
  tax_paise: number | null;
  captured_at: string | null;
  next_ask_at: string | null;
}

export function PaymentCard({ payment }: { payment: Payment | null }) {
  if (!payment) {
    return (
      <Card title="Payment">
        <p className="text-muted">Nothing was to be paid, so Razorpay was not asked.</p>
      </Card>
    );
  }
  const { fee_paise: fee, tax_paise: tax } = payment;
  return (
    <Card title="Payment" aside={<StatusTag of="payment" state={payment.status} desk />}>
      <SummaryList
        rows={[
          { term: 'Amount', description: <Money paise={payment.amount_paise} /> },
          ...(fee !== null && tax !== null ? [{ term: 'Fee', description: <><Money paise={fee} />, <Money paise={tax} /> of it GST</> }] : []),
          ...(payment.method ? [{ term: 'Method', description: inWords(payment.method) }] : []),
          ...(payment.captured_at ? [{ term: 'Captured', description: <When at={payment.captured_at} zone={DESK_ZONE} /> }] : []),
          ...(payment.next_ask_at ? [{ term: 'Next asked', description: <When at={payment.next_ask_at} zone={DESK_ZONE} /> }] : []),
          { term: 'Order', description: payment.gateway_order_id ? <CopyCode code={payment.gateway_order_id} what="order id" /> : 'Not made yet' },
          ...(payment.gateway_payment_id ? [{ term: 'Payment', description: <CopyCode code={payment.gateway_payment_id} what="payment id" /> }] : []),
        ]}
      />
    </Card>
  );
}

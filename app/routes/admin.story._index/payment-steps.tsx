import { Money } from '#app/components/money.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';
import { ChainStep, Facts } from './chain-step.tsx';
import type { ChainProps, ToldStory } from './chain.tsx';
import { storyAddress } from './story-list.tsx';

type Payment = ToldStory['payments'][number];

/** Every try to pay with its fee, and each settlement that counts one. */
export function PaymentSteps({ story: { head, payments }, asked }: ChainProps) {
  const settled = new Map(payments.flatMap((payment) => (payment.settlement_id === null ? [] : [[payment.settlement_id, payment] as const])));
  const taken = payments.some(({ status }) => status === 'captured' || status === 'refunded');
  return (
    <>
      {payments.map((payment) => (
        <ChainStep
          key={payment.gateway_payment_id}
          icon="wallet"
          what="Payment"
          paise={payment.amount_paise}
          status={<Tag tone={payment.status === 'captured' ? 'success' : payment.status === 'failed' ? 'danger' : 'neutral'}>{inWords(payment.status)}</Tag>}
          ids={[['payment id', payment.gateway_payment_id]]}
          asked={asked}
        >
          <Facts facts={[payment.method && inWords(payment.method), <When key="at" at={payment.first_seen_at} zone={DESK_ZONE} show="dated" />, <Fee key="fee" payment={payment} head={head} />]} />
        </ChainStep>
      ))}
      {[...settled].map(([id, payment]) => (
        <SettlementStep key={id} id={id} payment={payment} asked={asked} />
      ))}
      {taken && settled.size === 0 && (
        <ChainStep icon="bank" what="Not settled yet" asked={asked}>
          Razorpay pays to our bank within two working days.
        </ChainStep>
      )}
    </>
  );
}

/** What Razorpay kept: as the settlement counts it, else as we booked it. */
function Fee({ payment, head }: { payment: Payment; head: ToldStory['head'] }) {
  const booked = payment.gateway_payment_id === head.gateway_payment_id;
  const feePaise = payment.fee_paise ?? (booked ? head.fee_paise : null);
  const taxPaise = payment.tax_paise ?? (booked ? head.tax_paise : null);
  if (feePaise === null || taxPaise === null) return null;
  return (
    <>
      fee <Money paise={feePaise} />, <Money paise={taxPaise} /> of it GST
    </>
  );
}

function SettlementStep({ id, payment, asked }: { id: string; payment: Payment; asked: string }) {
  return (
    <ChainStep icon="bank" what="Settlement" href={storyAddress(id)} paise={payment.settlement_paise} ids={[['settlement id', id], ['UTR', payment.settlement_utr]]} asked={asked}>
      <Facts
        facts={[
          payment.settlement_day && <a key="day" href={`/admin/books/${payment.settlement_day}`}>day {payment.settlement_day}</a>,
          payment.settled_at && <When key="at" at={payment.settled_at} zone={DESK_ZONE} show="dated" />,
          payment.credit_paise !== null && <span key="net"><Money paise={payment.credit_paise} /> of it for this payment</span>,
        ]}
      />
    </ChainStep>
  );
}

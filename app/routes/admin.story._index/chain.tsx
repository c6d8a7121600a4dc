import type { SerializeFrom } from '@remix-run/node';
import { StatusTag } from '#app/components/status-tag.tsx';
import { Timeline } from '#app/components/timeline.tsx';
import { When } from '#app/components/when.tsx';
import { formatPhone } from '#app/domain/phone.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { ChainStep, Facts } from './chain-step.tsx';
import { PaymentSteps } from './payment-steps.tsx';
import { RefundSteps } from './refund-steps.tsx';
import { ServiceSteps } from './service-steps.tsx';
import { storyAddress } from './story-list.tsx';
import type { tellStory } from './tell-story.server.ts';

export type ToldStory = SerializeFrom<Awaited<ReturnType<typeof tellStory>>>;

export interface ChainProps {
  story: ToldStory;
  asked: string;
}

/** Patient, visit, order, payment, settlement, services with what they earned and were paid, refunds: link by link. */
export function Chain({ story, asked }: ChainProps) {
  const { head } = story;
  return (
    <section className="grid content-start gap-3">
      <h2>The chain</h2>
      <Timeline>
        <ChainStep icon="user" what="Patient" name={head.patient_name} href={storyAddress(head.patient_email)} asked={asked}>
          <Facts facts={[formatPhone(head.patient_phone), head.patient_email]} />
        </ChainStep>
        <ChainStep icon="calendar" what="Visit" href={`/admin/visits/${head.code}`} paise={head.total_paise} status={<StatusTag of="visit" state={head.status} desk />} ids={[['visit code', head.code]]} asked={asked}>
          Made <When at={head.listed_at} zone={DESK_ZONE} show="dated" />
        </ChainStep>
        {head.payment_id && (
          <ChainStep icon="basket" what="Order" paise={head.payment_paise} status={head.payment_status && <StatusTag of="payment" state={head.payment_status} desk />} ids={[['order id', head.gateway_order_id]]} asked={asked}>
            {head.ordered_at && <>Made <When at={head.ordered_at} zone={DESK_ZONE} show="dated" /></>}
          </ChainStep>
        )}
        <PaymentSteps story={story} asked={asked} />
        <ServiceSteps story={story} asked={asked} />
        <RefundSteps story={story} asked={asked} />
      </Timeline>
    </section>
  );
}

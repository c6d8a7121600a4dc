import { Money } from '#app/components/money.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import { RefundState } from '../admin.refunds._index/refund-state.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';
import { ChainStep, Facts } from './chain-step.tsx';
import type { ChainProps, ToldStory } from './chain.tsx';
import { storyAddress } from './story-list.tsx';

/** What went back, each with the bank's reference, and what of it is taken from an earning again. */
export function RefundSteps({ story: { refunds, clawbacks }, asked }: ChainProps) {
  return refunds.map((refund) => {
    const own = Map.groupBy(clawbacks.filter((each) => each.of === 'own' && each.refund_id === refund.id), (each) => each.id);
    return [
      <ChainStep
        key={refund.id}
        icon="refund"
        what="Refund"
        href={`/admin/refunds/${refund.id}`}
        paise={refund.amount_paise}
        status={<RefundState refund={refund} />}
        ids={[['refund id', refund.gateway_refund_id], ['ARN', refund.bank_reference], ['our id', asked.trim() === refund.id ? refund.id : null]]}
        asked={asked}
      >
        <Facts
          facts={[
            inWords(refund.kind),
            inWords(refund.reason),
            <When key="at" at={refund.requested_at} zone={DESK_ZONE} show="dated" />,
            refund.settlement_id && <a key="settled" href={storyAddress(refund.settlement_id)}>taken from a settlement</a>,
          ]}
        />
      </ChainStep>,
      ...[...own.values()].map((nettings) => <ClawbackStep key={nettings[0]!.id} nettings={nettings} asked={asked} />),
    ];
  });
}

/** One clawback with every payout that paid a part of it. */
function ClawbackStep({ nettings, asked }: { nettings: ToldStory['clawbacks']; asked: string }) {
  const { service_name, amount_paise, open_paise, written_off_paise } = nettings[0]!;
  return (
    <ChainStep icon="lock" what="Clawback" name={service_name} href="/admin/clawbacks" paise={amount_paise} status={open_paise > 0 ? <Tag tone="warning">Open</Tag> : <Tag tone="success">Closed</Tag>} asked={asked}>
      <Facts
        facts={[
          open_paise > 0 && <span key="open"><Money paise={open_paise} /> open</span>,
          written_off_paise > 0 && <span key="off"><Money paise={written_off_paise} /> written off</span>,
          ...nettings.map(
            (netting) =>
              netting.netted_paise !== null &&
              netting.other_code !== null && (
                <span key={netting.netting_id}>
                  <Money paise={netting.netted_paise} /> from <a href={`/admin/payouts/${netting.payout_id}`}>a payout</a> of <a href={storyAddress(netting.other_code)}>{netting.other_code}</a>
                </span>
              ),
          ),
        ]}
      />
    </ChainStep>
  );
}

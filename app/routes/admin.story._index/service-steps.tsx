import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inPercent, inWords } from '../admin/in-words.ts';
import { ATTEMPT_WORDS } from '../provider.earnings.$payoutId/attempt-words.ts';
import { ChainStep, Facts } from './chain-step.tsx';
import type { ChainProps, ToldStory } from './chain.tsx';
import { storyAddress } from './story-list.tsx';

type Part = ToldStory['parts'][number];

/** Each service with its commission, what it earned, how that was paid out, and what was taken back. */
export function ServiceSteps({ story: { parts, attempts, clawbacks }, asked }: ChainProps) {
  return parts.map((part) => [
    <ServiceStep key={part.id} part={part} asked={asked} />,
    part.payout_id && <PayoutStep key={part.payout_id} part={part} asked={asked} />,
    ...attempts.filter((attempt) => attempt.payout_id === part.payout_id).map((attempt) => <AttemptStep key={attempt.id} attempt={attempt} asked={asked} />),
    ...clawbacks.filter((each) => each.of === 'other' && each.payout_id === part.payout_id).map((each) => <NettedStep key={each.netting_id} clawback={each} asked={asked} />),
  ]);
}

function ServiceStep({ part, asked }: { part: Part; asked: string }) {
  return (
    <ChainStep
      icon="stethoscope"
      what={part.service_name}
      paise={part.paid_paise}
      status={<StatusTag of="booking" state={part.status} desk />}
      ids={asked.trim() === part.id ? [['our id', part.id]] : []}
      asked={asked}
    >
      <Facts
        facts={[
          <a key="provider" href={`/admin/providers/${part.provider_id}`}>{part.provider_name}</a>,
          part.clinic_name,
          <When key="at" at={part.starts_at} zone={part.zone} show="dated" />,
          `${inPercent(part.commission_bps)} commission`,
          part.kept_fee_paise > 0 && <span key="fee"><Money paise={part.kept_fee_paise} /> kept as a fee</span>,
        ]}
      />
    </ChainStep>
  );
}

function PayoutStep({ part, asked }: { part: Part; asked: string }) {
  return (
    <ChainStep
      icon="arrow-right"
      what="Payout"
      name={part.provider_name}
      href={`/admin/payouts/${part.payout_id}`}
      paise={part.payout_paise}
      status={part.payout_status && <StatusTag of="payout" state={part.payout_status} desk />}
      ids={asked.trim() === part.payout_id ? [['our id', part.payout_id]] : []}
      asked={asked}
    >
      <Facts
        facts={[
          part.earned_by && inWords(part.earned_by),
          part.earned_at && <When key="at" at={part.earned_at} zone={DESK_ZONE} show="dated" />,
          <span key="earned">earned <Money paise={(part.gross_paise ?? 0) - (part.commission_paise ?? 0) - (part.deductions_paise ?? 0)} /> of <Money paise={part.gross_paise ?? 0} /></span>,
          <span key="commission">commission <Money paise={part.commission_paise ?? 0} /></span>,
          (part.deductions_paise ?? 0) > 0 && <span key="taxes">taxes <Money paise={part.deductions_paise ?? 0} /></span>,
          (part.clawback_paise ?? 0) > 0 && <span key="netted">clawbacks <Money paise={part.clawback_paise ?? 0} /></span>,
        ]}
      />
    </ChainStep>
  );
}

function AttemptStep({ attempt, asked }: { attempt: ToldStory['attempts'][number]; asked: string }) {
  const { word, tone } = ATTEMPT_WORDS[attempt.status];
  return (
    <ChainStep icon="bank" what={`Try ${attempt.number}, ${attempt.mode}`} paise={attempt.amount_paise} status={<Tag tone={tone}>{word}</Tag>} ids={[['RazorpayX', attempt.gateway_payout_id], ['UTR', attempt.utr]]} asked={asked}>
      <Facts
        facts={[
          `${attempt.bank_name} ${attempt.shown_as}`,
          <When key="at" at={attempt.started_at} zone={DESK_ZONE} show="dated" />,
          attempt.fees_paise > 0 && <span key="fee">fee <Money paise={attempt.fees_paise} />, <Money paise={attempt.tax_paise} /> of it GST</span>,
        ]}
      />
    </ChainStep>
  );
}

function NettedStep({ clawback, asked }: { clawback: ToldStory['clawbacks'][number]; asked: string }) {
  return (
    <ChainStep icon="lock" what="Netted for a clawback" paise={clawback.netted_paise} href={storyAddress(clawback.other_code ?? '')} name={`${clawback.service_name} of visit ${clawback.other_code}`} asked={asked}>
      <a href={`/admin/refunds/${clawback.refund_id}`}>The refund it comes from</a>
    </ChainStep>
  );
}

import type { ReactNode } from 'react';
import { CopyCode } from '#app/components/copy-code.tsx';
import { Money } from '#app/components/money.tsx';
import { Tag } from '#app/components/tag.tsx';
import type { IconName } from '#app/components/icon.tsx';
import type { Tone } from '#app/components/tone.ts';
import { REFUND_STAGES, type RefundMood, type RefundStage } from '#app/domain/refund-story.ts';

export interface RefundView {
  readonly id: string;
  readonly amountPaise: number;
  /** "For cancelling Lipid profile". */
  readonly what: string;
  readonly receiptHref: string | null;
  readonly stage: RefundStage;
  readonly mood: RefundMood;
  readonly sentence: string;
  readonly requested: string;
  readonly sent: string | null;
  readonly arrived: string | null;
  /** `Tue 1 Dec`. */
  readonly expectedBy: string;
  /** The number to quote at the bank (ARN, RRN or UTR). */
  readonly bankReference: string | null;
}

const words: Record<RefundMood, { word: string; tone: Tone; icon: IconName }> = {
  moving: { word: 'On its way', tone: 'accent', icon: 'arrow-right' },
  waiting: { word: 'Waiting', tone: 'accent', icon: 'clock' },
  checking: { word: 'Being checked', tone: 'warning', icon: 'help' },
  done: { word: 'At your bank', tone: 'success', icon: 'check-circle' },
  needs_us: { word: 'Needs another way', tone: 'warning', icon: 'alert-triangle' },
  replaced: { word: 'Sent again', tone: 'neutral', icon: 'refresh' },
};

export function RefundTag({ mood }: { mood: RefundMood }) {
  const { word, tone, icon } = words[mood];
  return (
    <Tag tone={tone} icon={icon}>
      {word}
    </Tag>
  );
}

const stageNames: Record<RefundStage, string> = { requested: 'Requested', sent: 'Sent', at_bank: 'At your bank' };

/** Requested → sent → at your bank, with the day it should be there by and the number to quote. */
export function RefundTracker({ refund, heading = 'h2' }: { refund: RefundView; heading?: 'h2' | 'h3' }) {
  const Heading = heading;
  const tried = refund.mood === 'replaced';
  return (
    <article className="grid gap-3" aria-label={`Refund of ${refund.what.toLowerCase()}`}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Heading className="text-lg">{tried ? <s><Money paise={refund.amountPaise} /></s> : <Money paise={refund.amountPaise} />}</Heading>
        <RefundTag mood={refund.mood} />
      </div>
      {!tried && <Stages refund={refund} />}
      <p className="text-sm">{refund.sentence}</p>
      {refund.bankReference && (
        <p className="text-sm text-muted">
          If your bank does not show it, quote this reference: <CopyCode code={refund.bankReference} what="bank reference" />
        </p>
      )}
    </article>
  );
}

function Stages({ refund }: { refund: RefundView }) {
  const at = REFUND_STAGES.indexOf(refund.stage);
  const notes: Record<RefundStage, ReactNode> = {
    requested: refund.requested,
    sent: refund.sent,
    at_bank: refund.arrived ?? (refund.mood === 'needs_us' ? null : `by ${refund.expectedBy}`),
  };
  return (
    <ol className="steps refund-steps">
      {REFUND_STAGES.map((stage, index) => (
        <li key={stage} className={index < at ? 'step-past' : undefined} aria-current={index === at ? 'step' : undefined}>
          {stageNames[stage]}
          {index < at && <span className="sr-only"> (done)</span>}
          {notes[stage] && <small className="block font-normal text-muted">{notes[stage]}</small>}
        </li>
      ))}
    </ol>
  );
}

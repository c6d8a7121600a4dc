import { ChoosePage } from './choose-page.tsx';
import type { CancelAnswer, CancelView } from './cancel-view.ts';
import { FollowUpPage } from './follow-up-page.tsx';
import { QuotePage } from './quote-page.tsx';

export interface CancelPageProps {
  view: CancelView;
  /** Parts that the link to this page asked for. */
  ticked: string[];
  /** A confirmed quote was out of date; this is the new one. */
  renewed: boolean;
  answer: CancelAnswer | undefined;
}

/** Choose → say what becomes of a follow-up, when there is one → look at the sum and confirm it. */
export function CancelPage({ view, ticked, renewed, answer }: CancelPageProps) {
  const errors = answer?.errors ?? {};
  if (!errors.part && view.question) return <FollowUpPage view={view} question={view.question} errors={errors} />;
  if (!errors.part && view.quote) return <QuotePage view={view} quote={view.quote} renewed={renewed} errors={errors} />;
  return <ChoosePage view={view} ticked={answer?.chosen.length ? answer.chosen : (view.outdated ?? ticked)} errors={errors} />;
}

import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { History } from '../admin.visits.$code._index/history.tsx';
import { Chain, type ChainProps } from './chain.tsx';
import { HAPPENING_KINDS, storyHappenings, type HappeningKind } from './story-happenings.ts';
import { storyAddress } from './story-list.tsx';
import { TotalsTable } from './totals-table.tsx';

const LABELS: Record<HappeningKind, string> = { booking: 'Booking', money: 'Money', webhook: 'Webhooks', mail: 'E-mails', audit: 'Audit' };

/** One visit's money: a sentence, the chain, what ties, and everything that happened. */
export function StoryView({ asked, show, story }: ChainProps & { show: HappeningKind | undefined }) {
  const happenings = storyHappenings({ code: story.head.code, ...story });
  const chips = HAPPENING_KINDS.map((kind) => {
    const active = show === kind;
    return { label: LABELS[kind], active, count: happenings.filter((each) => each.kind === kind).length, href: storyAddress(asked, { show: active ? null : kind }) };
  });
  return (
    <>
      <PageHeading title="Money story" back={{ href: `/admin/visits/${story.head.code}`, label: story.head.code }} lede={story.sentence} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Chain story={story} asked={asked} />
        <TotalsTable totals={story.totals} gaps={story.gaps} unexplainedPaise={story.unexplainedPaise} />
      </div>
      <FilterChips label="Narrow the timeline" chips={chips} />
      <History happenings={show ? happenings.filter((each) => each.kind === show) : happenings} />
    </>
  );
}

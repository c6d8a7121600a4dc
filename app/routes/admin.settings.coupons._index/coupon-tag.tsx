import { Tag } from '#app/components/tag.tsx';
import type { CouponView } from './coupon-view.ts';

const LOOKS = { running: { tone: 'success', word: 'Running' }, 'to come': { tone: 'neutral', word: 'To come' }, ended: { tone: 'neutral', word: 'Ended' } } as const;

export function CouponTag({ state }: { state: CouponView['state'] }) {
  return <Tag tone={LOOKS[state].tone}>{LOOKS[state].word}</Tag>;
}

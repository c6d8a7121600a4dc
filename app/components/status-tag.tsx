import { statusWord, type StatusOf, type StatusSubject } from '#app/components/status-words.ts';
import { Tag } from '#app/components/tag.tsx';

interface StatusTagProps<S extends StatusSubject> {
  of: S;
  state: StatusOf<S>;
  /** The desk reads Razorpay's own words; a patient never does. */
  desk?: boolean;
}

export function StatusTag<S extends StatusSubject>({ of, state, desk = false }: StatusTagProps<S>) {
  const { word, deskWord, tone, icon } = statusWord(of, state);
  return (
    <Tag tone={tone} icon={icon}>
      {desk ? (deskWord ?? word) : word}
    </Tag>
  );
}

import { classNames } from '#app/components/class-names.ts';

const TITLES = /^(dr|prof|mr|mrs|ms|shri|smt)\.?$/i;

/** First and last initial, without titles: "Dr. Meera Nair" is MN. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word && !TITLES.test(word));
  const first = words.at(0)?.at(0) ?? '';
  const last = words.length > 1 ? (words.at(-1)?.at(0) ?? '') : '';
  return (first + last).toUpperCase();
}

export function Avatar({ name, size = 'md' }: { name: string; size?: 'md' | 'lg' }) {
  return (
    <span className={classNames('avatar', size === 'lg' && 'avatar-lg')} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

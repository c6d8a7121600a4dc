import { formatTime } from '#app/domain/appointment-time.ts';
import type { Day } from './day.ts';

function counted(many: number, one: string, several: string): string {
  return `${many} ${many === 1 ? one : several}`;
}

/** `6 booked, 2 completed, next at 10:30.` */
export function daySentence({ past, ahead }: Day): string {
  const all = [...past, ...ahead].map(({ entry }) => entry);
  if (all.length === 0) return 'Nothing is booked.';
  const completed = all.filter((entry) => entry.status === 'completed').length;
  const missed = all.filter((entry) => entry.status === 'no_show').length;
  const next = ahead[0]?.entry;
  const facts = [
    `${all.length} booked`,
    completed > 0 && `${completed} completed`,
    missed > 0 && counted(missed, 'no-show', 'no-shows'),
    next && `${past.length > 0 ? 'next' : 'first'} at ${formatTime(next.starts_at, next.zone)}`,
  ];
  return `${facts.filter(Boolean).join(', ')}.`;
}

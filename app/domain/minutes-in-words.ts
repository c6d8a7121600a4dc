import { DAY_MINUTES } from './appointment-time.ts';

function counted(many: number, one: string): string {
  return `${many} ${one}${many === 1 ? '' : 's'}`;
}

/** `45 minutes`, `2 hours`, `90 minutes`, `3 days`: the largest unit that says it exactly. */
export function minutesInWords(minutes: number): string {
  if (minutes > 0 && minutes % DAY_MINUTES === 0) return counted(minutes / DAY_MINUTES, 'day');
  if (minutes > 0 && minutes % 60 === 0) return counted(minutes / 60, 'hour');
  return counted(minutes, 'minute');
}

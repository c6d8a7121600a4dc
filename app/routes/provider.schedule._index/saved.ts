/** What the overview says after each change. */
export const SAVED = {
  hours: 'The weekly hours are saved',
  leave: 'The leave is saved',
  extra: 'The extra session is saved',
  removed: 'It is removed from your schedule',
  minutes: 'The minutes are saved',
  window: 'The booking window is saved',
} as const;

export type Saved = keyof typeof SAVED;

export function savedAddress(saved: Saved): string {
  return `/provider/schedule?saved=${saved}`;
}

export function savedSentence(asked: string | null): string | null {
  return asked !== null && Object.hasOwn(SAVED, asked) ? SAVED[asked as Saved] : null;
}

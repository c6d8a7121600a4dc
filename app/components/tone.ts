import type { IconName } from '#app/components/icon.tsx';

/** What a coloured surface means. A tone never stands alone: an icon and a word say the same. */
export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

export const toneIcon: Record<Tone, IconName> = {
  neutral: 'info',
  accent: 'info',
  success: 'check-circle',
  warning: 'alert-triangle',
  danger: 'alert-circle',
};

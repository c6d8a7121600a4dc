import type { ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { Icon, type IconName } from '#app/components/icon.tsx';
import { toneIcon, type Tone } from '#app/components/tone.ts';

interface TagProps {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
}

/** A word with a colour and an icon. For the product's own states use StatusTag. */
export function Tag({ tone = 'neutral', icon = toneIcon[tone], children }: TagProps) {
  return (
    <span className={classNames('tag', `tone-${tone}`)}>
      <Icon name={icon} size="sm" />
      {children}
    </span>
  );
}

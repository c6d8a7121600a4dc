import type { ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { Icon } from '#app/components/icon.tsx';
import { toneIcon, type Tone } from '#app/components/tone.ts';

interface NoticeProps {
  kind?: 'info' | 'success' | 'warning' | 'danger';
  title?: ReactNode;
  /** What was kept and what to do next. */
  children?: ReactNode;
  /** `alert` interrupts a screen reader: only for what happened to what the reader just did. */
  role?: 'status' | 'alert';
}

const looks: Record<NonNullable<NoticeProps['kind']>, { tone: Tone; word: string }> = {
  info: { tone: 'accent', word: 'Note' },
  success: { tone: 'success', word: 'Done' },
  warning: { tone: 'warning', word: 'Please check' },
  danger: { tone: 'danger', word: 'Problem' },
};

export function Notice({ kind = 'info', title, children, role }: NoticeProps) {
  const { tone, word } = looks[kind];
  return (
    <div className={classNames('notice', `tone-${tone}`)} role={role}>
      <Icon name={toneIcon[tone]} label={word} />
      <div className="grid gap-1 text-ink">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}

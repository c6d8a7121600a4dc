import type { ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { Icon, type IconName } from '#app/components/icon.tsx';
import { toneIcon, type Tone } from '#app/components/tone.ts';

export function Timeline({ children }: { children: ReactNode }) {
  return <ol>{children}</ol>;
}

interface TimelineItemProps {
  title: ReactNode;
  tone?: Tone;
  icon?: IconName;
  /** Status tag at the right of the title. */
  status?: ReactNode;
  /** Quiet second line: when and where. */
  meta?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

export function TimelineItem({ title, tone = 'accent', icon = toneIcon[tone], status, meta, children, actions }: TimelineItemProps) {
  return (
    <li className="timeline-item">
      <span className={classNames('timeline-dot', `tone-${tone}`)}>
        <Icon name={icon} size="sm" />
      </span>
      <div className="grid gap-1">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <p className="font-semibold">{title}</p>
          {status}
        </div>
        {meta && <div className="text-sm text-muted">{meta}</div>}
        {children}
        {actions && <div className="-ms-2.5 flex flex-wrap gap-1 no-print">{actions}</div>}
      </div>
    </li>
  );
}

import type { ReactNode } from 'react';
import { Icon, type IconName } from '#app/components/icon.tsx';

interface EmptyStateProps {
  icon?: IconName;
  title: string;
  /** Why it is empty and what will fill it. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon = 'calendar', title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon name={icon} size="lg" />
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="max-w-prose text-muted">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}

import type { ReactNode } from 'react';
import { Icon } from '#app/components/icon.tsx';

interface SidePanelProps {
  title: string;
  /** The list's own address, without the open row. */
  closeHref: string;
  children: ReactNode;
}

/** One row's story beside its list; its address is in the URL, so it can be sent to a colleague. */
export function SidePanel({ title, closeHref, children }: SidePanelProps) {
  return (
    <aside className="card grid content-start gap-4 self-start" aria-label={title} id="panel" tabIndex={-1}>
      <div className="flex items-start justify-between gap-2">
        <h2>{title}</h2>
        <a href={closeHref} className="nav-link -me-3 -mt-2" aria-label="Close panel">
          <Icon name="close" />
        </a>
      </div>
      {children}
    </aside>
  );
}

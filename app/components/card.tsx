import type { ReactNode } from 'react';

interface CardProps {
  title?: ReactNode;
  /** Beside the title: a tag, a quiet link. */
  aside?: ReactNode;
  children: ReactNode;
}

export function Card({ title, aside, children }: CardProps) {
  return (
    <section className="card grid content-start gap-3">
      {title && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

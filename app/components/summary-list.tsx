import type { ReactNode } from 'react';

export interface SummaryRow {
  term: string;
  description: ReactNode;
  /** A link that changes this answer. */
  action?: { href: string; label: string };
}

/** Terms with their descriptions, one hairline each. */
export function SummaryList({ rows }: { rows: SummaryRow[] }) {
  return (
    <dl className="summary-list">
      {rows.map(({ term, description, action }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{description}</dd>
          {action && (
            <dd>
              <a href={action.href}>
                {action.label}
                <span className="sr-only"> {term.toLowerCase()}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

import { ButtonLink } from '#app/components/form/button.tsx';

interface PaginationProps {
  previousHref?: string | null;
  nextHref?: string | null;
  /** "Visits 51 to 100". */
  position?: string;
}

/** Keyset paging: only earlier and later exist, so no page number lies while rows arrive. */
export function Pagination({ previousHref, nextHref, position }: PaginationProps) {
  if (!previousHref && !nextHref) return null;
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center gap-3 no-print">
      {previousHref && (
        <ButtonLink look="secondary" small icon="arrow-left" href={previousHref} rel="prev">
          Previous
        </ButtonLink>
      )}
      {nextHref && (
        <ButtonLink look="secondary" small iconAfter="arrow-right" href={nextHref} rel="next">
          Next
        </ButtonLink>
      )}
      {position && <p className="text-sm text-muted">{position}</p>}
    </nav>
  );
}

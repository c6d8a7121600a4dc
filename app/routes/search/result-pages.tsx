import { ButtonLink } from '#app/components/form/button.tsx';

/** The list goes on by key; the way back is its start. */
export function ResultPages({ nextHref, startHref }: { nextHref: string | null; startHref: string | null }) {
  if (!nextHref && !startHref) return null;
  return (
    <nav aria-label="More results" className="mt-2 flex flex-wrap gap-3">
      {nextHref && (
        <ButtonLink look="secondary" iconAfter="arrow-right" href={nextHref} rel="next">
          More results
        </ButtonLink>
      )}
      {startHref && (
        <ButtonLink look="quiet" href={startHref}>
          Back to the start of the list
        </ButtonLink>
      )}
    </nav>
  );
}

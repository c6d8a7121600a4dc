import { EmptyState } from '#app/components/empty-state.tsx';
import { ButtonLink } from '#app/components/form/button.tsx';

interface NothingFoundProps {
  chips: readonly { label: string; href: string }[];
  /** Named when the only trouble is the day. */
  day: string | null;
}

export function NothingFound({ chips, day }: NothingFoundProps) {
  if (day) {
    return (
      <EmptyState icon="calendar" title={`Nobody has a free time on ${day}`}>
        <p>Everyone below fits what you look for, on another day.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title="Nothing fits all of this" action={chips.length === 0 && <ButtonLink href="/search">Show everybody</ButtonLink>}>
      {chips.length > 0 ? (
        <>
          <p>Search again without one of these:</p>
          <ul className="chips mt-3 justify-center">
            {chips.map(({ label, href }) => (
              <li key={label}>
                <a href={href} className="chip">
                  without {label}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>No doctor or lab is listed here.</p>
      )}
    </EmptyState>
  );
}

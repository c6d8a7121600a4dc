import type { Concern } from './concerns.ts';

const SHOWN = 6;

/** Ids of ours are long and alike, so only their beginning is shown; Razorpay's are known by what they are. */
function nameOf({ what, id }: Concern): string {
  return `${what} ${/^[0-9a-z]{20}$/.test(id) ? `${id.slice(0, SHOWN)}…` : id}`;
}

/** What a job or message is about. */
export function About({ letter, concerns }: { letter: string | null; concerns: Concern[] }) {
  if (letter === null && concerns.length === 0) return <>—</>;
  return (
    <div className="inline-grid">
      {letter && <span>{letter}</span>}
      {concerns.map((concern) =>
        concern.href ? (
          <a key={concern.what} className="link whole" href={concern.href}>
            {nameOf(concern)}
          </a>
        ) : (
          <span key={concern.what} className="whole">
            {nameOf(concern)}
          </span>
        ),
      )}
    </div>
  );
}

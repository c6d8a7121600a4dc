import type { NamedBeside } from '#db/named-beside.ts';

const PLACES = {
  provider: { what: 'A provider', folder: '/admin/providers' },
  event: { what: 'An event from Razorpay', folder: '/admin/webhooks' },
} as const;

/** What the typed text names beside visits; nothing when it names nothing. */
export function NamedBesideList({ named }: { named: readonly NamedBeside[] }) {
  if (named.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {named.map(({ kind, id, title }) => (
        <li key={id} className="card p-4">
          {PLACES[kind].what}: <a className="font-semibold" href={`${PLACES[kind].folder}/${id}`}>{title}</a>
        </li>
      ))}
    </ul>
  );
}

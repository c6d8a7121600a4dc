import type { ReactNode } from 'react';
import { Icon, type IconName } from '#app/components/icon.tsx';
import { Money } from '#app/components/money.tsx';

interface CareLinksProps {
  cities: readonly { slug: string; name: string; clinics: number }[];
  specialisations: readonly { slug: string; name: string; treats: string; doctors: number }[];
  labTests: readonly { slug: string; name: string; fromPaise: number | null; labs: number }[];
}

/** What can be booked, by name. */
export function CareLinks({ cities, specialisations, labTests }: CareLinksProps) {
  return (
    <>
      <Block id="specialisations" title="Doctors by specialisation" icon="stethoscope" all={{ href: '/search?kind=doctor', label: 'All doctors' }}>
        <ul className="grid gap-3 sm:grid-cols-2">
          {specialisations.map(({ slug, name, treats, doctors }) => (
            <li key={slug} className="card card-linked grid content-start gap-1">
              <p className="flex items-baseline justify-between gap-3">
                <a href={`/search?specialisation=${slug}`} className="card-link font-semibold">
                  {name}
                </a>
                <span className="text-sm whole text-muted">
                  {doctors} {doctors === 1 ? 'doctor' : 'doctors'}
                </span>
              </p>
              <p className="text-sm text-muted">{treats}</p>
            </li>
          ))}
        </ul>
      </Block>
      <Block id="tests" title="Lab tests" icon="flask" all={{ href: '/search?kind=lab', label: 'All labs' }}>
        <ul className="grid gap-x-10 sm:grid-cols-2 lg:grid-cols-3">
          {labTests.map(({ slug, name, fromPaise }) => (
            <li key={slug} className="border-b border-line">
              <a href={`/search?test=${slug}`} className="flex min-h-11 items-center justify-between gap-3 py-2 hover:text-accent">
                <span>{name}</span>
                {fromPaise !== null && (
                  <span className="text-sm text-muted">
                    from <Money paise={fromPaise} short />
                  </span>
                )}
              </a>
            </li>
          ))}
        </ul>
      </Block>
      <Block id="cities" title="Cities" icon="pin">
        <ul className="chips">
          {cities.map(({ slug, name, clinics }) => (
            <li key={slug}>
              <a href={`/search?city=${slug}`} className="chip">
                {name}
                <span className="text-muted">
                  {clinics} {clinics === 1 ? 'clinic' : 'clinics'}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </Block>
    </>
  );
}

interface BlockProps {
  id: string;
  title: string;
  icon: IconName;
  all?: { href: string; label: string };
  children: ReactNode;
}

function Block({ id, title, icon, all, children }: BlockProps) {
  return (
    <section aria-labelledby={id} className="grid gap-4">
      <div className="flex items-center justify-between gap-4">
        <h2 id={id} className="flex items-center gap-2">
          <Icon name={icon} className="text-accent" />
          {title}
        </h2>
        {all && (
          <a href={all.href} className="link inline-flex min-h-11 items-center whole">
            {all.label}
          </a>
        )}
      </div>
      {children}
    </section>
  );
}

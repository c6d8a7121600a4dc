import type { ReactNode } from 'react';
import { Card } from '#app/components/card.tsx';
import { ButtonLink } from '#app/components/form/button.tsx';
import { Money } from '#app/components/money.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';

interface PracticeCardProps {
  providerId: string;
  practice: {
    services: { id: string; name: string; active: 0 | 1; list_price_paise: number }[];
    clinics: { id: string; name: string }[];
    logins: { id: string; email: string }[];
    hasHours: boolean;
  };
}

/** What there is to be booked of them, and what is missing before somebody can. */
export function PracticeCard({ providerId, practice: { services, clinics, logins, hasHours } }: PracticeCardProps) {
  return (
    <Card title="Practice" aside={<a href={`/admin/settings/providers/${providerId}`} className="link">Change what patients see</a>}>
      <SummaryList
        rows={[
          { term: 'Works at', description: clinics.length > 0 ? <Lines lines={clinics.map(({ id, name }) => ({ key: id, line: name }))} /> : <Nothing>Nowhere yet</Nothing> },
          { term: 'Sells', description: services.length > 0 ? <Lines lines={services.map((service) => ({ key: service.id, line: <Service service={service} /> }))} /> : <Nothing>Nothing yet</Nothing> },
          { term: 'Signs in', description: logins.length > 0 ? <Lines lines={logins.map(({ id, email }) => ({ key: id, line: <a href={`/admin/settings/people/${id}`}>{email}</a> }))} /> : <Nothing>Nobody yet</Nothing> },
          { term: 'Hours', description: hasHours ? 'Set' : <Nothing>None yet; they set them under Schedule</Nothing> },
        ]}
      />
      <div className="flex flex-wrap gap-3">
        <ButtonLink look="secondary" small icon="plus" href={`/admin/settings/services/new?provider=${providerId}`}>Add a service</ButtonLink>
        <ButtonLink look="secondary" small icon="mail" href={`/admin/settings/people/new?provider=${providerId}`}>Invite their login</ButtonLink>
      </div>
    </Card>
  );
}

function Service({ service }: { service: PracticeCardProps['practice']['services'][number] }) {
  return (
    <>
      <a href={`/admin/settings/services/${service.id}`}>{service.name}</a>, {service.active === 1 ? <Money paise={service.list_price_paise} /> : 'withdrawn'}
    </>
  );
}

function Lines({ lines }: { lines: { key: string; line: ReactNode }[] }) {
  return (
    <ul className="grid gap-1">
      {lines.map(({ key, line }) => (
        <li key={key}>{line}</li>
      ))}
    </ul>
  );
}

function Nothing({ children }: { children: string }) {
  return <span className="text-muted">{children}</span>;
}

import { Card } from '#app/components/card.tsx';
import { Icon } from '#app/components/icon.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import type { ClinicChoice, ProviderFacts } from './provider-view.ts';

/** Who it is and where, beside the times. */
export function AboutProvider({ provider, clinics }: { provider: ProviderFacts; clinics: readonly ClinicChoice[] }) {
  return (
    <>
      <Card title={provider.kind === 'lab' ? 'About the lab' : 'About the doctor'}>
        <p>{provider.about}</p>
        <SummaryList
          rows={[
            { term: provider.kind === 'lab' ? 'Quality' : 'Qualified', description: provider.qualification },
            { term: 'Registration', description: provider.registrationNumber },
          ]}
        />
      </Card>
      <Card title={clinics.length === 1 ? 'Where' : 'Where to go'}>
        <ul className="grid gap-4">
          {clinics.map((clinic) => (
            <li key={clinic.id} className="flex gap-2">
              <Icon name="pin" className="mt-0.5 text-accent" />
              <div className="grid gap-0.5">
                <p className="font-semibold">{clinic.name}</p>
                <p className="text-sm text-muted">
                  {clinic.address}, {clinic.locality}, {clinic.city} {clinic.pinCode}
                </p>
                <p className="text-sm">
                  <a href={`tel:${clinic.phone.replaceAll(' ', '')}`}>{clinic.phone}</a>
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

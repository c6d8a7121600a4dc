import { Money } from '#app/components/money.tsx';
import { ChoiceCard } from './choice-card.tsx';
import type { ServiceChoice } from './provider-view.ts';

export function ServicePicker({ services, chosenId }: { services: readonly ServiceChoice[]; chosenId: string | undefined }) {
  return (
    <section aria-labelledby="services" className="grid gap-3">
      <h2 id="services">What for</h2>
      <ul className="grid gap-3 md:grid-cols-2">
        {services.map((service) => (
          <ChoiceCard key={service.id} href={service.href} chosen={service.id === chosenId} title={service.name} aside={<Money paise={service.pricePaise} short />}>
            <p className="text-sm text-muted">{service.minutes} minutes</p>
            {service.follows && <p className="text-sm">{service.follows}</p>}
            <p className="text-sm text-muted">{service.policy}</p>
          </ChoiceCard>
        ))}
      </ul>
    </section>
  );
}

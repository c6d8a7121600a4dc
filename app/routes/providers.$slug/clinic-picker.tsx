import { When } from '#app/components/when.tsx';
import { ChoiceCard } from './choice-card.tsx';
import type { ClinicChoice } from './provider-view.ts';

export function ClinicPicker({ clinics, chosenId }: { clinics: readonly ClinicChoice[]; chosenId: string }) {
  if (clinics.length < 2) return null;
  return (
    <section aria-labelledby="clinics" className="grid gap-3">
      <h2 id="clinics">Where</h2>
      <ul className="grid gap-3 md:grid-cols-2">
        {clinics.map((clinic) => (
          <ChoiceCard key={clinic.id} href={clinic.href} chosen={clinic.id === chosenId} title={clinic.name}>
            <p className="text-sm text-muted">
              {clinic.locality}, {clinic.city}
            </p>
            <p className="text-sm">
              {clinic.nextAt ? (
                <span className="font-medium text-accent">
                  Next free <When at={clinic.nextAt} zone={clinic.zone} />
                </span>
              ) : (
                <span className="text-muted">No free time just now</span>
              )}
            </p>
          </ChoiceCard>
        ))}
      </ul>
    </section>
  );
}

import { formatDay } from '#app/domain/appointment-time.ts';
import { DayStrip } from '#app/components/booking/day-strip.tsx';
import { TimePicker } from '#app/components/booking/time-picker.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ButtonLink, SubmitButton } from '#app/components/form/button.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';
import type { ClinicChoice, Picker, ProviderFacts, ServiceChoice } from './provider-view.ts';

interface TimeFormProps {
  provider: ProviderFacts;
  service: ServiceChoice;
  clinic: ClinicChoice;
  picker: Picker;
  replacesLineId: string | null;
}

/** Day, time, and the button that puts it into the visit. */
export function TimeForm({ provider, service, clinic, picker, replacesLineId }: TimeFormProps) {
  return (
    <section aria-labelledby="when" className="grid gap-4">
      <h2 id="when">When</h2>
      <DayStrip
        days={picker.days.map((day) => ({ ...day }))}
        chosen={picker.date}
        earlierHref={picker.earlierHref ?? undefined}
        laterHref={picker.laterHref ?? undefined}
      />
      <form method="post" className="grid gap-6">
        <input type="hidden" name="serviceId" value={service.id} />
        <input type="hidden" name="clinicId" value={clinic.id} />
        {replacesLineId && <input type="hidden" name="replacesLineId" value={replacesLineId} />}
        <TimePicker
          name="startsAt"
          legend={picker.date ? `${formatDay(picker.date)} at ${clinic.name}` : clinic.name}
          times={picker.times.map((time) => ({ ...time }))}
          zone={picker.zone}
          defaultValue={picker.chosenTime ?? undefined}
          empty={<NothingFree provider={provider} clinic={clinic} picker={picker} />}
        />
        {picker.times.length > 0 && (
          <div className="grid gap-2 border-line max-md:sticky max-md:bottom-0 max-md:-mx-[min(1rem,4.5vw)] max-md:border-t max-md:bg-surface max-md:px-[min(1rem,4.5vw)] max-md:py-4 md:grid-cols-[auto_minmax(0,1fr)] md:items-center md:gap-6">
            <SubmitButton icon={replacesLineId ? 'clock' : 'plus'} submittingText="Adding…">
              {replacesLineId ? 'Move to this time' : 'Add to visit'}
            </SubmitButton>
            <p className="text-sm text-muted max-md:order-first">
              {service.name}, <Money paise={service.pricePaise} short />. Nothing is paid yet.
            </p>
          </div>
        )}
      </form>
    </section>
  );
}

function NothingFree({ provider, clinic, picker }: Pick<TimeFormProps, 'provider' | 'clinic' | 'picker'>) {
  if (!picker.next) {
    return (
      <EmptyState title={`No free time until ${formatDay(picker.lastDate)}`} action={<ButtonLink href="/search" look="secondary">Find somebody else</ButtonLink>}>
        <p>Every time {provider.name} offers at {clinic.name} is taken, and later days are not open yet.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={picker.date ? `${picker.closed ? 'Closed' : 'Full'} on ${formatDay(picker.date)}` : 'Nothing is free just now'}
      action={
        <ButtonLink href={picker.next.href}>
          <When at={picker.next.at} zone={picker.zone} />
        </ButtonLink>
      }
    >
      <p>
        The next free time with {provider.name} at {clinic.name}:
      </p>
    </EmptyState>
  );
}

import { addDays, instantOf, parseLocalDate, type LocalDate } from '#app/domain/appointment-time.ts';
import { CheckoutForm } from '#app/components/booking/checkout-form.tsx';
import { DayStrip } from '#app/components/booking/day-strip.tsx';
import { HoldBar } from '#app/components/booking/hold-bar.tsx';
import { ProviderCard } from '#app/components/booking/provider-card.tsx';
import { Steps } from '#app/components/booking/steps.tsx';
import { TimePicker } from '#app/components/booking/time-picker.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ButtonLink, SubmitButton } from '#app/components/form/button.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';

const zone = 'Asia/Kolkata';
const firstDay: LocalDate = parseLocalDate('2026-11-23')!;
const freePerDay = [3, 6, 0, 12, 8, 0, 0, 9, 4, 1, 7, 5];
const minutes = [540, 560, 580, 600, 630, 660, 690, 840, 870, 900, 930, 1020, 1050, 1080];

const days = freePerDay.map((free, index) => {
  const date = addDays(firstDay, index);
  return { date, free, closed: index === 6, href: `/styleguide?section=booking&day=${date}#times` };
});

const times = minutes.map((minute, index) => ({
  startsAt: instantOf(addDays(firstDay, 1), minute, zone).toISOString(),
  taken: index === 2,
  note: index === 11 ? '2 left' : undefined,
}));

const nextFree = { at: times[0]!.startsAt, zone };

function Results() {
  return (
    <div className="grid gap-3">
      <FilterChips
        label="Filters"
        chips={[
          { label: 'Bengaluru', href: '#main', active: true },
          { label: 'Cardiology', href: '#main', active: true },
          { label: 'Today', href: '#main', count: 4 },
          { label: 'Under ₹1,000', href: '#main', count: 12 },
        ]}
      />
      <ProviderCard href="#main" name="Dr. Meera Nair" line="Cardiologist · 14 years" place="Lotus Clinic, Indiranagar, Bengaluru" fromPaise={900_00} nextFree={nextFree} />
      <ProviderCard
        href="#main"
        name="Dr. Lakshminarayanan Venkatasubramanian"
        line="Interventional cardiologist · 27 years"
        place="Sri Ramakrishna Multispeciality Hospital, Coimbatore Road"
        fromPaise={1_499_50}
        nextFree={nextFree}
        times={times.slice(0, 3).map(({ startsAt }) => ({ at: startsAt, href: `#${startsAt}` }))}
      />
      <ProviderCard href="#main" name="Sanjeevani Diagnostics" line="Diagnostic lab · 20 tests" place="Koregaon Park, Pune" nextFree={null} />
    </div>
  );
}

export function BookingSection({ hold }: { hold: { until: string; now: string; holdMinutes: number } }) {
  const dayFull = (
    <EmptyState title="Wed 25 Nov is full" action={<ButtonLink href="#main">Thu 26 Nov, 09:00</ButtonLink>}>
      <p>The next free time with Dr. Meera Nair at Lotus Clinic:</p>
    </EmptyState>
  );
  return (
    <>
      <Steps current="Review" />
      <HoldBar {...hold} zone={zone} />
      <form method="get" className="grid gap-6">
        <input type="hidden" name="section" value="booking" />
        <DayStrip days={days} chosen={days[1]!.date} laterHref="#main" />
        <TimePicker name="time" legend="Tue 24 Nov at Lotus Clinic" times={times} zone={zone} defaultValue={times[4]!.startsAt} empty={dayFull} />
        <div>
          <SubmitButton>Add to visit</SubmitButton>
        </div>
      </form>
      <CheckoutForm
        hostedAction="/styleguide?section=booking"
        fields={{ order_id: 'order_QK2fYyPq1x8aZB' }}
        options={{ order_id: 'order_QK2fYyPq1x8aZB', callback_url: '/styleguide' }}
        checkoutSrc="/checkout.js"
        amountPaise={1_214_99}
      />
      <TimePicker name="other" legend="" times={[]} zone={zone} empty={dayFull} />
      <Results />
    </>
  );
}

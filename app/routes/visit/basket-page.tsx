import type { Role } from '#app/domain/roles.ts';
import { HoldBar } from '#app/components/booking/hold-bar.tsx';
import { Steps } from '#app/components/booking/steps.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ButtonLink } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { HOLD_MINUTES } from '#app/domain/booking-bounds.ts';
import { BasketReceipt } from './basket-receipt.tsx';
import type { BasketView, RefusedVisit } from './basket-view.ts';
import { CouponForm } from './coupon-form.tsx';

interface BasketPageProps {
  basket: BasketView | null;
  role: Role | null;
  lost: boolean;
  now: string;
  refused: RefusedVisit | undefined;
}

export function BasketPage({ basket, role, lost, now, refused }: BasketPageProps) {
  if (!basket || basket.lines.length === 0) return <NothingChosen refused={refused} />;
  const { held } = basket;
  return (
    <PatientShell aside={<Aside basket={basket} refused={refused} />}>
      {refused && <ErrorSummary errors={{ [refused.field]: [refused.message] }} title={refused.field ? undefined : 'Your visit is not held yet'} />}
      <Steps current="Review" />
      <PageHeading title="Your visit" lede={held ? undefined : 'Nothing is held yet. All times are held together when you go on to pay.'} />
      {lost && !refused && <LostNotice />}
      {!lost && !refused && basket.warning && <Notice kind="warning" title={basket.warning} />}
      {held && <HeldNotice held={held} now={now} />}
      <BasketReceipt basket={basket} role={role} />
      <p>
        <ButtonLink href="/search" look="secondary" icon="plus">
          Add another service
        </ButtonLink>
      </p>
    </PatientShell>
  );
}

function LostNotice() {
  return (
    <Notice kind="warning" title="A time of your visit was taken after your hold ended">
      <p>Nothing was charged and the rest of your visit is kept. Choose another time for the marked service.</p>
    </Notice>
  );
}

function HeldNotice({ held, now }: { held: NonNullable<BasketView['held']>; now: string }) {
  if (held.ended) {
    return (
      <Notice title="Your hold has ended">
        <p>Nothing was charged. Go on to pay, and the same times are held again if they are still free.</p>
      </Notice>
    );
  }
  return (
    <div className="grid gap-3">
      <HoldBar until={held.until} now={now} zone={held.zone} holdMinutes={HOLD_MINUTES} />
      <p className="text-muted">Changing anything here gives up the held times.</p>
    </div>
  );
}

function Aside({ basket, refused }: { basket: BasketView; refused: RefusedVisit | undefined }) {
  return (
    <>
      <CouponForm coupon={basket.coupon} discountPaise={basket.discountPaise} refused={refused?.field === 'code' ? refused : undefined} />
      <section className="grid gap-2 px-1 text-sm text-muted">
        <h2 className="text-base text-ink">What happens next</h2>
        <p>All times are held for you together for {HOLD_MINUTES} minutes while you pay. If one is gone, you are told before anything is charged.</p>
        <p>You pay once, on Razorpay’s page: UPI, card, net banking or wallet.</p>
        <p>Each service can be cancelled on its own later, by the rule under it.</p>
      </section>
    </>
  );
}

function NothingChosen({ refused }: { refused: RefusedVisit | undefined }) {
  return (
    <PatientShell width="narrow">
      {refused && <ErrorSummary errors={{ '': [refused.message] }} title="Nothing was changed" />}
      <PageHeading title="Your visit" />
      <EmptyState icon="basket" title="Nothing chosen yet" action={<ButtonLink href="/search">Find care</ButtonLink>}>
        <p>Add a consultation, a lab test or a follow-up; you book and pay for all of them in one go.</p>
        <p className="mt-2">
          Already booked? <a href="/visits">See your visits</a>
        </p>
      </EmptyState>
    </PatientShell>
  );
}

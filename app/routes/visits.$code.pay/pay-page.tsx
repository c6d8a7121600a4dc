import { formatTime } from '#app/domain/appointment-time.ts';
import { HOLD_MINUTES } from '#app/domain/booking-bounds.ts';
import { formatPaise } from '#app/domain/money.ts';
import { CheckoutForm } from '#app/components/booking/checkout-form.tsx';
import { HoldBar } from '#app/components/booking/hold-bar.tsx';
import { Receipt } from '#app/components/booking/receipt.tsx';
import { servicePlace, serviceTitle } from '#app/components/booking/service-title.ts';
import { Steps } from '#app/components/booking/steps.tsx';
import { SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { When } from '#app/components/when.tsx';
import type { PayView } from './pay-view.ts';

interface PayPageProps {
  view: PayView;
  failed: boolean;
  /** The bank's own words about the failed try. */
  reason: string | null;
  cancelled: boolean;
  now: string;
  refused: { message: string } | undefined;
}

export function PayPage({ view, refused, ...page }: PayPageProps) {
  return (
    <PatientShell aside={<PayReceipt view={view} />}>
      {refused && <ErrorSummary errors={{ '': [refused.message] }} title="Not paid yet" />}
      <Steps current="Pay" />
      {view.holdEnded ? <HoldEnded view={view} /> : <HoldRuns view={view} {...page} retried={refused !== undefined} />}
    </PatientShell>
  );
}

function HoldRuns({ view, failed, reason, cancelled, now, retried }: Omit<PayPageProps, 'refused'> & { retried: boolean }) {
  const until = formatTime(view.heldUntil, view.zone);
  return (
    <>
      <PageHeading title={`Pay ${formatPaise(view.totalPaise)}`} lede="You pay on Razorpay’s page by UPI, card, net banking or wallet. Your card and bank details never reach us." />
      {failed && (
        <Notice kind="warning" title="The payment did not go through">
          {reason && <p>{reason}</p>}
          <p>Your times are still held until {until}. If money left your account, it is found and counted by itself, or goes back to you.</p>
        </Notice>
      )}
      {cancelled && !failed && (
        <Notice title="You came back without paying">
          <p>Nothing was charged. Your times are still held until {until}.</p>
        </Notice>
      )}
      <HoldBar until={view.heldUntil} now={now} zone={view.zone} holdMinutes={HOLD_MINUTES} />
      {view.checkout ? <CheckoutForm {...view.checkout} amountPaise={view.totalPaise} /> : <NoAnswer retried={retried} />}
      <ChangeForm />
    </>
  );
}

function NoAnswer({ retried }: { retried: boolean }) {
  return (
    <div className="grid gap-4">
      {!retried && (
        <Notice kind="warning" title="The payment service does not answer right now">
          <p>Your times are still held and nothing was charged. Try again in a moment.</p>
        </Notice>
      )}
      <form method="post">
        <SubmitButton wide icon="refresh" name="intent" value="start" submittingText="Asking again…">
          Try again
        </SubmitButton>
      </form>
    </div>
  );
}

function HoldEnded({ view }: { view: PayView }) {
  return (
    <>
      <PageHeading
        title="Your hold has ended"
        lede={`The times were held until ${formatTime(view.heldUntil, view.zone)}. Nothing was charged, and your choice is kept. If the same times are still free, they can be held again.`}
      />
      <form method="post">
        <SubmitButton wide icon="clock" name="intent" value="renew" submittingText="Holding your times…">
          Hold the same times again
        </SubmitButton>
      </form>
      {view.checkout && (
        <p className="text-sm text-muted">
          Did you pay already? A payment on its way is found by itself: the visit is booked if its times are still free, and otherwise all of the money goes back to you.
        </p>
      )}
      <ChangeForm />
    </>
  );
}

function ChangeForm() {
  return (
    <form method="post" className="border-t border-line pt-4">
      <SubmitButton look="quiet" small name="intent" value="change" className="-ms-2.5" submittingText="Going back…">
        Change this visit
      </SubmitButton>
      <p className="text-sm text-muted">Gives up the held times and keeps what you chose.</p>
    </form>
  );
}

function PayReceipt({ view }: { view: PayView }) {
  const sums =
    view.discountPaise > 0
      ? [
          { label: 'List price', paise: view.listTotalPaise },
          { label: `Coupon ${view.couponCode ?? ''}`, paise: -view.discountPaise },
        ]
      : [];
  const lines = view.lines.map((line) => ({
    id: line.id,
    service: serviceTitle(line),
    when: <When at={line.startsAt} zone={line.zone} />,
    place: servicePlace(line),
    listPricePaise: line.listPricePaise,
    couponSharePaise: line.couponSharePaise,
  }));
  return <Receipt lines={lines} sums={sums} totalPaise={view.totalPaise} />;
}

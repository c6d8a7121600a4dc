import { formatTime } from '#app/domain/appointment-time.ts';
import { formatPaise } from '#app/domain/money.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import type { ReturnView, VisitView } from './visit-view.ts';

/** The first thing to know about the visit as it is now. */
export function StateNotice({ view, justBooked, email }: { view: VisitView; justBooked: boolean; email: string }) {
  return (
    <>
      {view.returns.map((one) => (
        <ReturnNotice key={one.id} one={one} />
      ))}
      <ByState view={view} justBooked={justBooked} email={email} />
    </>
  );
}

function ByState({ view, justBooked, email }: { view: VisitView; justBooked: boolean; email: string }) {
  const payHref = `/visits/${view.code}/pay`;
  switch (view.state) {
    case 'booked':
      return justBooked ? <Booked view={view} email={email} /> : null;
    case 'checking':
      return <Checking code={view.code} />;
    case 'held':
      return (
        <Notice title={`These times are held until ${formatTime(view.heldUntil, view.zone)}`}>
          <p>The visit is booked once it is paid.</p>
          <p className="mt-2">
            <ButtonLink href={payHref}>Pay {formatPaise(view.totalPaise)}</ButtonLink>
          </p>
        </Notice>
      );
    case 'hold_ended':
      return (
        <Notice kind="warning" title={`The hold ended at ${formatTime(view.heldUntil, view.zone)} and the visit is not paid`}>
          <p>If the same times are still free, they can be held again. {view.orderExists && 'A payment on its way is found by itself.'}</p>
          <p className="mt-2">
            <ButtonLink href={payHref}>Go on with this visit</ButtonLink>
          </p>
        </Notice>
      );
    case 'given_up':
      return (
        <Notice title="This visit was not paid, so its times are free again">
          <p>Nothing was charged. You can book each service again below, at the times that are free now.</p>
        </Notice>
      );
    case 'returned':
      return (
        <p>
          Your services were not booked. <a href="/search">Find another time</a>, or book each of them again below.
        </p>
      );
  }
}

function Booked({ view, email }: { view: VisitView; email: string }) {
  return (
    <Notice kind="success" title={view.totalPaise === 0 ? 'Booked; there is nothing to pay' : `We received ${formatPaise(view.totalPaise)}`}>
      <p>
        A confirmation with the calendar file is on its way to {email}. At the clinic, say your name or this code: <strong>{view.code}</strong>
      </p>
    </Notice>
  );
}

function Checking({ code }: { code: string }) {
  return (
    <Notice title="We are checking your payment">
      <p>Your bank and Razorpay have not told us yet; this takes a few seconds, rarely some minutes. There is no need to pay again.</p>
      <p>
        This page looks again by itself. <a href={`/visits/${code}?checking=1`}>Look again now</a>
      </p>
    </Notice>
  );
}

function ReturnNotice({ one }: { one: ReturnView }) {
  const sum = formatPaise(one.amountPaise);
  const title = one.paidTwice ? `We received ${sum} a second time` : `We received ${sum} after your time was gone`;
  const what = one.paidTwice ? 'The second payment' : 'The full amount';
  return (
    <Notice kind={one.arrived ? 'info' : 'warning'} title={title}>
      <p>{howItReturns(one, what)}</p>
    </Notice>
  );
}

function howItReturns({ arrived, stuck, expectedBy }: ReturnView, what: string): string {
  if (arrived) return `${what} has gone back to you.`;
  if (stuck) return `${what} could not go back the usual way. The money is yours; we are on it and will write to you.`;
  return `${what} is going back to you; expected by ${expectedBy}. You do not need to do anything.`;
}

import { classNames } from '#app/components/class-names.ts';

export function SiteFooter({ desk }: { desk: boolean }) {
  return (
    <footer className="site-footer">
      <div className={classNames('bounds', desk && 'bounds-desk')}>
        <p className="max-w-prose">
          Payments are taken by Razorpay; your card or UPI details never reach us. In an emergency, call 112 and do not
          wait for an appointment.
        </p>
        <p>OneVisit · One visit, one payment</p>
      </div>
    </footer>
  );
}

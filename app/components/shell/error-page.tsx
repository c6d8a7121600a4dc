import type { ReactNode } from 'react';
import { ButtonLink } from '#app/components/form/button.tsx';
import { Icon, type IconName } from '#app/components/icon.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';

interface Trouble {
  icon: IconName;
  title: string;
  happened: string;
  kept: string;
  next: string;
  action: { href: string; label: string };
}

const findCare = { href: '/search', label: 'Find care' };
const tryAgain = { href: '', label: 'Try again' };

const missing: Trouble = {
  icon: 'search',
  title: 'There is no page here',
  happened: 'The address may be mistyped or the page may have moved. It may also belong to someone else.',
  kept: 'Nothing of yours has changed.',
  next: 'Check the address, or start again from the search.',
  action: findCare,
};

const broken: Trouble = {
  icon: 'alert-circle',
  title: 'Something went wrong on our side',
  happened: 'This page could not be put together. We have been told about it.',
  kept: 'Times you hold, bookings and payments are stored safely; nothing was paid twice.',
  next: 'Try again in a moment. If you were paying, look at My visits first: a payment that arrived is shown there.',
  action: { href: '/visits', label: 'Open My visits' },
};

const troubles: Record<number, Trouble> = {
  400: {
    icon: 'alert-circle',
    title: 'We could not read that request',
    happened: 'Something in the address or in the form was not what this page expects.',
    kept: 'Nothing of yours has changed.',
    next: 'Go back, and send the form once more.',
    action: findCare,
  },
  403: {
    icon: 'lock',
    title: 'This page is not open to you',
    happened: 'You are signed in, but this page is for someone with another role.',
    kept: 'Nothing of yours has changed.',
    next: 'If you have another account, sign out and sign in with that one.',
    action: { href: '/', label: 'Go to the start page' },
  },
  404: missing,
  405: missing,
  410: missing,
  429: {
    icon: 'clock',
    title: 'A short pause, please',
    happened: 'There were many tries in a short time from here, so we paused to keep accounts safe.',
    kept: 'What you hold and what you booked are untouched.',
    next: 'Wait a minute or two, then try again.',
    action: tryAgain,
  },
  500: broken,
  502: {
    icon: 'cloud',
    title: 'Payments cannot be reached just now',
    happened: 'Razorpay, which takes the payment, is not answering us at the moment.',
    kept: 'Your times stay held until the end of the hold, and nothing was charged.',
    next: 'Try again in a minute. If a payment did go through, it is found and booked by itself.',
    action: { href: '/visit', label: 'Back to your visit' },
  },
  503: {
    icon: 'cloud',
    title: 'OneVisit is resting for a moment',
    happened: 'We cannot reach our own records just now; this is usually over in a minute.',
    kept: 'Bookings and payments are stored safely and go on by themselves.',
    next: 'Try again in a minute.',
    action: tryAgain,
  },
};

export function troubleOf(status: number): Trouble {
  return troubles[status] ?? (status < 500 ? missing : broken);
}

interface ErrorPageProps {
  status: number;
  /** A sentence that knows more than the status does; replaces what happened. */
  happened?: ReactNode;
  kept?: ReactNode;
  next?: ReactNode;
}

/** What happened, what was kept, what to do next. */
export function ErrorPage({ status, happened, kept, next }: ErrorPageProps) {
  const trouble = troubleOf(status);
  return (
    <PatientShell width="narrow">
      <div className="grid gap-4 md:pt-8">
        <span className="avatar" aria-hidden="true">
          <Icon name={trouble.icon} />
        </span>
        <h1>{trouble.title}</h1>
        <p>{happened ?? trouble.happened}</p>
        <p>{kept ?? trouble.kept}</p>
        <p>{next ?? trouble.next}</p>
        <div className="mt-2 flex flex-wrap gap-3">
          <ButtonLink href={trouble.action.href}>{trouble.action.label}</ButtonLink>
        </div>
        <p className="text-sm text-faint">Code {status}</p>
      </div>
    </PatientShell>
  );
}

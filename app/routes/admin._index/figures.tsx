import type { ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { Icon, type IconName } from '#app/components/icon.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';

interface Desk {
  capturedPaise: number;
  visitsBooked: number;
  holds: number;
  refundsWaiting: number;
  refundsWaitingPaise: number;
  refundsParked: number;
  refundsParkedPaise: number;
  approvalsOpen: number;
  approvalsOpenPaise: number;
  paymentsStuck: number;
  webhookLastAt: string | null;
  webhooksFailed: number;
  outboxWaiting: number;
}

interface Figure {
  name: string;
  value: ReactNode;
  note: ReactNode;
  href?: string;
  /** Something a person should look at. */
  trouble?: boolean;
  icon: IconName;
}

function moneyFigures(desk: Desk): Figure[] {
  return [
    { name: 'Money in today', icon: 'wallet', value: <Money paise={desk.capturedPaise} />, note: 'captured by Razorpay', href: '/admin/payments?status=captured' },
    { name: 'Visits booked today', icon: 'calendar', value: desk.visitsBooked, note: 'paid or free', href: '/admin/visits?status=confirmed' },
    { name: 'Holds now', icon: 'clock', value: desk.holds, note: 'patients on their way to pay', href: '/admin/visits?status=pending_payment' },
  ];
}

function refundFigures(desk: Desk): Figure[] {
  return [
    {
      name: 'Refunds waiting',
      icon: 'refund',
      value: desk.refundsWaiting,
      note: desk.refundsWaiting > 0 ? <><Money paise={desk.refundsWaitingPaise} />, sent by themselves</> : 'nothing is on its way',
      href: '/admin/refunds',
    },
    {
      name: 'Refunds parked',
      icon: 'refund',
      value: desk.refundsParked,
      note: desk.refundsParked > 0 ? <><Money paise={desk.refundsParkedPaise} /> needs you</> : 'none needs you',
      href: '/admin/refunds?waiting=person',
      trouble: desk.refundsParked > 0,
    },
    {
      name: 'Approvals open',
      icon: 'check-circle',
      value: desk.approvalsOpen,
      note: desk.approvalsOpen > 0 ? <><Money paise={desk.approvalsOpenPaise} /> asked for</> : 'nobody waits for a second yes',
      href: '/admin/approvals',
      trouble: desk.approvalsOpen > 0,
    },
  ];
}

function machineFigures(desk: Desk): Figure[] {
  return [
    {
      name: 'Payments stuck',
      icon: 'help',
      value: desk.paymentsStuck,
      note: 'open for too long, being asked about',
      href: '/admin/payments?status=stuck',
      trouble: desk.paymentsStuck > 0,
    },
    {
      name: 'Webhooks failed',
      icon: 'signal',
      value: desk.webhooksFailed,
      note: desk.webhookLastAt ? (
        <>
          last one <When at={desk.webhookLastAt} zone={DESK_ZONE} />
        </>
      ) : (
        'none received yet'
      ),
      href: desk.webhooksFailed > 0 ? '/admin/webhooks?state=failed' : '/admin/webhooks',
      trouble: desk.webhooksFailed > 0,
    },
    { name: 'Messages waiting', icon: 'mail', value: desk.outboxWaiting, note: 'for the worker to take' },
  ];
}

function FigureCard({ name, value, note, href, trouble, icon }: Figure) {
  return (
    <div className="card card-linked grid content-start gap-1 p-4">
      <dt className="flex items-center gap-2 text-sm text-muted">
        <Icon name={trouble ? 'alert-triangle' : icon} size="sm" className={trouble ? 'text-warning' : undefined} />
        {href ? (
          <a href={href} className="card-link">
            <span className="text-muted">{name}</span>
          </a>
        ) : (
          name
        )}
      </dt>
      <dd className={classNames('text-lg font-semibold sm:text-xl', trouble && 'text-warning')}>{value}</dd>
      <dd className="text-sm text-muted">{note}</dd>
    </div>
  );
}

/** The desk's numbers: money first, then what goes back, then the machinery that carries it. */
export function Figures({ desk }: { desk: Desk }) {
  return (
    <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
      {[...moneyFigures(desk), ...refundFigures(desk), ...machineFigures(desk)].map((figure) => (
        <FigureCard key={figure.name} {...figure} />
      ))}
    </dl>
  );
}

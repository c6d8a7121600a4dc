import type { ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';
import { Icon, type IconName } from '#app/components/icon.tsx';
import { Money } from '#app/components/money.tsx';
import type { LiveDesk } from './read-live-desk.server.ts';

interface Figure {
  name: string;
  value: ReactNode;
  note: ReactNode;
  href?: string;
  /** Something a person should look at. */
  trouble?: boolean;
  icon: IconName;
}

/** Other people's money that is with us: what is held for services to come, and what has to leave. */
function othersFigures({ balances, signals, payouts, ...desk }: LiveDesk): Figure[] {
  const { underway, onHold, failed, needsAttention } = payouts;
  const open = [underway, onHold, failed, needsAttention];
  const refunds = desk.refundsWaiting + desk.refundsParked;
  return [
    {
      name: 'Money held',
      icon: 'wallet',
      value: <Money paise={balances.heldPaise} />,
      note: signals.visitsAhead > 0 ? `for ${counted(signals.visitsAhead, 'visit', 'visits')} still to be given` : 'no paid visit lies ahead',
      href: '/admin/visits?status=confirmed',
    },
    {
      name: 'To refund',
      icon: 'refund',
      value: <Money paise={desk.refundsWaitingPaise + desk.refundsParkedPaise} />,
      note: refunds > 0 ? `${desk.refundsWaiting} under way, ${desk.refundsParked} parked` : <><Money paise={signals.refundsAtGatewayPaise} /> on its way to banks</>,
      href: desk.refundsParked > 0 ? '/admin/refunds?waiting=person' : '/admin/refunds',
      trouble: desk.refundsParked > 0,
    },
    {
      name: 'To pay out',
      icon: 'arrow-right',
      value: <Money paise={open.reduce((sum, each) => sum + each.paise, 0)} />,
      note: `${underway.count} on their way, ${onHold.count} on hold, ${failed.count} try again, ${needsAttention.count} stopped`,
      href: needsAttention.count > 0 ? '/admin/payouts?status=needs_attention' : '/admin/payouts',
      trouble: needsAttention.count > 0,
    },
  ];
}

function todaysFigures(desk: LiveDesk): Figure[] {
  return [
    { name: 'Money in today', icon: 'bank', value: <Money paise={desk.capturedPaise} />, note: 'captured by Razorpay', href: '/admin/payments?status=captured' },
    { name: 'Visits booked today', icon: 'calendar', value: desk.visitsBooked, note: 'paid or free', href: '/admin/visits?status=confirmed' },
    { name: 'Holds now', icon: 'clock', value: desk.holds, note: 'patients on their way to pay', href: '/admin/visits?status=pending_payment' },
  ];
}

/** What stands still without having failed. */
function waitingFigures({ payouts: { oldClawbacks }, ...desk }: LiveDesk): Figure[] {
  return [
    {
      name: 'Approvals open',
      icon: 'check-circle',
      value: desk.approvalsOpen,
      note: desk.approvalsOpen > 0 ? <><Money paise={desk.approvalsOpenPaise} /> asked for</> : 'nobody waits for a second yes',
      href: '/admin/approvals',
      trouble: desk.approvalsOpen > 0,
    },
    {
      name: 'Payments stuck',
      icon: 'help',
      value: desk.paymentsStuck,
      note: 'open for too long, being asked about',
      href: '/admin/payments?status=stuck',
      trouble: desk.paymentsStuck > 0,
    },
    {
      name: 'Clawbacks overdue',
      icon: 'lock',
      value: oldClawbacks.count,
      note: oldClawbacks.count > 0 ? <><Money paise={oldClawbacks.paise} /> for over a month</> : 'no provider has owed for a month',
      href: '/admin/clawbacks',
      trouble: oldClawbacks.count > 0,
    },
  ];
}

function counted(many: number, one: string, several: string): string {
  return `${many.toLocaleString('en-IN')} ${many === 1 ? one : several}`;
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

/** The desk's numbers: whose money is with us, what today brought, and what waits for a word. */
export function Figures({ desk }: { desk: LiveDesk }) {
  return (
    <dl className="grid grid-cols-1 gap-4 sm:grid-cols-3">
      {[...othersFigures(desk), ...todaysFigures(desk), ...waitingFigures(desk)].map((figure) => (
        <FigureCard key={figure.name} {...figure} />
      ))}
    </dl>
  );
}

import { formatPaise } from '#app/domain/money.ts';
import { namesOf, whoCancelled } from '#app/components/booking/cancel-words.ts';
import { RefundSum } from '#app/components/booking/refund-sum.tsx';
import { RefundTracker } from '#app/components/booking/refund-tracker.tsx';
import { Card } from '#app/components/card.tsx';
import { CopyCode } from '#app/components/copy-code.tsx';
import { ButtonLink } from '#app/components/form/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import type { Recomputed, ReceiptView } from './receipt-view.ts';

interface ReceiptPageProps {
  view: ReceiptView;
  /** The patient has just cancelled. */
  done: boolean;
  recomputed: Recomputed | null;
}

export function ReceiptPage({ view, done, recomputed }: ReceiptPageProps) {
  return (
    <PatientShell aside={<Facts view={view} />}>
      <PageHeading
        title="Cancellation receipt"
        back={{ href: `/visits/${view.code}`, label: 'Your visit' }}
        lede={
          <>
            {whoCancelled(view.by)} on <When at={view.cancelledAt} zone={view.zone} show="dated" />
            {view.reason && `: ${view.reason}`}.
          </>
        }
      />
      {done && <Done view={view} />}
      <Refunds view={view} />
      <RefundSum title="How it adds up" lines={view.lines} couponCode={view.couponCode} totalPaise={view.refundPaise} totalLabel="Refund" />
      <Recompute view={view} recomputed={recomputed} />
    </PatientShell>
  );
}

function Done({ view }: { view: ReceiptView }) {
  const comesBack = view.refundPaise > 0;
  return (
    <Notice kind="success" title={`Cancelled: ${namesOf(view.lines)}`}>
      <p>
        {comesBack ? `${formatPaise(view.refundPaise)} goes back to what you paid with (${view.paidWith}). ` : 'Nothing comes back for it. '}
        {view.goesOn && 'The rest of your visit stays as it is. '}
        This receipt and your new calendar file are on their way by e-mail.
      </p>
    </Notice>
  );
}

function Refunds({ view }: { view: ReceiptView }) {
  if (view.refunds.length === 0) {
    return (
      <Card title="No refund">
        <p className="text-muted">Nothing comes back for this cancellation; the reasons stand with each service.</p>
      </Card>
    );
  }
  return (
    <>
      {view.refunds.map((refund) => (
        <div key={refund.id} className="card">
          <RefundTracker refund={refund} />
        </div>
      ))}
    </>
  );
}

function Facts({ view }: { view: ReceiptView }) {
  return (
    <div className="card text-sm">
      <SummaryList
        rows={[
          { term: 'Shown to you', description: <When at={view.quotedAt} zone={view.zone} show="dated" /> },
          { term: 'Cancelled', description: <When at={view.cancelledAt} zone={view.zone} show="dated" /> },
          ...(view.refunds.length > 0 ? [{ term: 'Goes back to', description: view.paidWith }] : []),
          { term: 'Visit code', description: <CopyCode code={view.code} what="visit code" /> },
          { term: 'Receipt', description: <CopyCode code={view.id} what="receipt number" /> },
        ]}
      />
    </div>
  );
}

/** Anybody may ask the same rules once more. */
function Recompute({ view, recomputed }: { view: ReceiptView; recomputed: Recomputed | null }) {
  return (
    <section id="recompute" className="grid gap-3">
      {recomputed && <Verdict recomputed={recomputed} shownPaise={view.refundPaise} />}
      <p className="no-print">
        <ButtonLink look="secondary" icon="refresh" href={`/visits/${view.code}/receipts/${view.id}?recompute=1#recompute`}>
          {recomputed ? 'Recompute once more' : 'Recompute'}
        </ButtonLink>
      </p>
      <p className="text-sm text-muted no-print">Works the refund out again from the rules that were frozen when you booked, and compares.</p>
    </section>
  );
}

function Verdict({ recomputed, shownPaise }: { recomputed: Recomputed; shownPaise: number }) {
  const sum = formatPaise(recomputed.refundPaise);
  switch (recomputed.verdict) {
    case 'same':
      return <Notice kind="success" title={`Recomputed from the rules you bought: ${sum} — the same`} />;
    case 'decided':
      return (
        <Notice title={`We decided this amount: ${sum}`}>
          <p>No rule made it, so there is nothing to recompute. Paid less what was kept is the refund, to the paisa.</p>
        </Notice>
      );
    case 'differs':
      return (
        <Notice kind="danger" title={`Recomputed from the rules you bought: ${sum} — not the ${formatPaise(shownPaise)} of this receipt`}>
          <p>That must not happen. Write to us with the visit code; we will put it right.</p>
        </Notice>
      );
  }
}

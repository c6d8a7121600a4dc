import { formatTime } from '#app/domain/appointment-time.ts';
import { reasonsFor } from '#app/domain/cancel-reason.ts';
import { formatPaise } from '#app/domain/money.ts';
import { cancelButtonWords, namesOf, reasonChoice } from '#app/components/booking/cancel-words.ts';
import { RefundSum } from '#app/components/booking/refund-sum.tsx';
import { serviceTitle } from '#app/components/booking/service-title.ts';
import { Card } from '#app/components/card.tsx';
import { ButtonLink, SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { SelectField } from '#app/components/form/text-field.tsx';
import { Icon } from '#app/components/icon.tsx';
import { Money } from '#app/components/money.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { When } from '#app/components/when.tsx';
import type { CancelView, QuoteView } from './cancel-view.ts';

interface QuotePageProps {
  view: CancelView;
  quote: QuoteView;
  renewed: boolean;
  errors: Readonly<Record<string, string[]>>;
}

const reasons = reasonsFor('patient').map((reason) => ({ value: reason, label: reasonChoice(reason) }));

export function QuotePage({ view, quote, renewed, errors }: QuotePageProps) {
  const ids = new URLSearchParams(quote.lines.map((line) => ['part', line.id]));
  return (
    <PatientShell aside={<Confirm view={view} quote={quote} errors={errors} />}>
      <ErrorSummary errors={errors} title="Nothing was cancelled yet" />
      {renewed && (
        <Notice kind="warning" role="alert" title="What we showed you is out of date, so nothing was cancelled">
          <p>It would now give back {formatPaise(quote.refundPaise)}; look again and confirm.</p>
        </Notice>
      )}
      <PageHeading
        title={`Cancel ${namesOf(quote.lines)}?`}
        back={{ href: `/visits/${view.code}/cancel?${ids}`, label: 'Choose again' }}
        lede="Nothing is cancelled yet. This is what comes back, and why."
      />
      <RefundSum title="What comes back" lines={quote.lines} couponCode={view.couponCode} totalPaise={quote.refundPaise} totalLabel="Refund" />
      <Kept quote={quote} />
    </PatientShell>
  );
}

function Kept({ quote }: { quote: QuoteView }) {
  if (quote.kept.length === 0) return <p>Nothing of this visit stays booked.</p>;
  return (
    <section className="grid gap-2">
      <h2>What stays booked</h2>
      <ul className="grid gap-1">
        {quote.kept.map((part) => (
          <li key={part.id} className="flex gap-2">
            <Icon name="check" size="sm" className="mt-1 text-success" />
            <span>
              {serviceTitle(part)}, <When at={part.startsAt} zone={part.zone} />
            </span>
          </li>
        ))}
      </ul>
      {quote.grantsBack && <p className="text-sm text-muted">The follow-up’s lower price is yours again: you can book it anew with the same doctor.</p>}
    </section>
  );
}

function Confirm({ view, quote, errors }: Omit<QuotePageProps, 'renewed'>) {
  const comesBack = quote.refundPaise > 0;
  return (
    <Card>
      <div className="grid gap-1">
        <p className="text-muted">{comesBack ? 'You get back' : 'Nothing comes back'}</p>
        {comesBack && (
          <>
            <p className="text-xl font-semibold">
              <Money paise={quote.refundPaise} />
            </p>
            <p className="text-sm text-muted">
              To what you paid with ({view.paidWith}), by {quote.expectedBy}.
            </p>
          </>
        )}
      </div>
      <p className="flex items-start gap-2 text-sm">
        <Icon name="clock" size="sm" className="mt-0.5 text-accent" />
        <span>This stays as shown until {formatTime(quote.expiresAt, view.zone)}.</span>
      </p>
      <form method="post" className="grid gap-4 border-t border-line pt-4">
        <input type="hidden" name="intent" value="confirm" />
        <input type="hidden" name="quote" value={quote.id} />
        <SelectField name="reason" label="Why do you cancel?" options={reasons} errors={errors.reason} />
        <SubmitButton look="danger" wide className="text-balance" submittingText="Cancelling…">
          {cancelButtonWords(quote.lines, quote.refundPaise)}
        </SubmitButton>
        <ButtonLink look="quiet" wide href={`/visits/${view.code}`}>
          Keep everything
        </ButtonLink>
      </form>
    </Card>
  );
}

import { ButtonLink, SubmitButton } from '#app/components/form/button.tsx';
import { RadioGroup, type Choice } from '#app/components/form/choice-field.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Money } from '#app/components/money.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { When } from '#app/components/when.tsx';
import { serviceTitle } from '#app/components/booking/service-title.ts';
import type { CancelView, PartChoice } from './cancel-view.ts';

interface ChoosePageProps {
  view: CancelView;
  ticked: readonly string[];
  errors: Readonly<Record<string, string[]>>;
}

export function ChoosePage({ view, ticked, errors }: ChoosePageProps) {
  const visitHref = `/visits/${view.code}`;
  const any = view.parts.some((part) => part.status === 'confirmed');
  return (
    <PatientShell width="narrow">
      <ErrorSummary errors={errors} title="Nothing was cancelled" />
      {view.outdated && Object.keys(errors).length === 0 && (
        <Notice kind="warning" title="What we showed you is out of date, so nothing was cancelled">
          <p>Your choice is kept below. Look again at what comes back now.</p>
        </Notice>
      )}
      <PageHeading
        title="Cancel services"
        back={{ href: visitHref, label: 'Your visit' }}
        lede="Choose what to cancel. The rest of your visit stays as it is. You see what comes back before anything is cancelled."
      />
      {any ? (
        // Posted without the address's query, which may name a quote that is out of date.
        <form method="post" action={`${visitHref}/cancel`} className="grid gap-6 justify-items-start">
          <input type="hidden" name="intent" value="ask" />
          <div className="w-full [&_.field]:max-w-none">
            <RadioGroup pick="check" name="part" label="Which services?" choices={view.parts.map(choiceOf)} defaultValue={ticked} errors={errors.part} />
          </div>
          <SubmitButton iconAfter="arrow-right" submittingText="Counting…">
            See what comes back
          </SubmitButton>
        </form>
      ) : (
        <EmptyState title="Nothing in this visit can be cancelled any more" action={<ButtonLink href={visitHref}>Back to your visit</ButtonLink>}>
          <p>Its services are over or were cancelled before.</p>
        </EmptyState>
      )}
    </PatientShell>
  );
}

function choiceOf(part: PartChoice): Choice {
  const open = part.status === 'confirmed';
  return {
    value: part.id,
    disabled: !open,
    label: (
      <span className="grid gap-0.5">
        <span className={open ? 'font-semibold' : 'text-muted'}>{serviceTitle(part)}</span>
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="text-sm text-muted">
            <When at={part.startsAt} zone={part.zone} />
          </span>
          {open ? (
            <span>
              <span className="text-sm text-muted">paid </span>
              <Money paise={part.paidPaise} />
            </span>
          ) : (
            <StatusTag of="booking" state={part.status} />
          )}
        </span>
      </span>
    ),
    hint: open && (
      <>
        {part.paidPaise === 0 ? 'Nothing was paid for it.' : part.policy}
        {part.alreadyRefundedPaise > 0 && (
          <>
            {' '}
            <Money paise={part.alreadyRefundedPaise} /> of it was already refunded.
          </>
        )}
      </>
    ),
  };
}

import { formatWhen } from '#app/domain/appointment-time.ts';
import { formatPaise } from '#app/domain/money.ts';
import { serviceTitle } from '#app/components/booking/service-title.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { RadioGroup } from '#app/components/form/choice-field.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import type { CancelView, FollowUpQuestionView } from './cancel-view.ts';

interface FollowUpPageProps {
  view: CancelView;
  question: FollowUpQuestionView;
  errors: Readonly<Record<string, string[]>>;
}

/** A follow-up was cheaper because of its consultation; without it somebody has to say what it is worth. */
export function FollowUpPage({ view, question, errors }: FollowUpPageProps) {
  const followUps = view.parts.filter((part) => question.partIds.includes(part.id));
  const several = followUps.length > 1;
  const [it, its] = several ? ['them', 'their'] : ['it', 'its'];
  const difference = formatPaise(question.differencePaise);
  const names = followUps.map((part) => `${serviceTitle(part)} on ${formatWhen(part.startsAt, part.zone)}`).join(', and ');
  return (
    <PatientShell width="narrow">
      <ErrorSummary errors={errors} title="One answer is missing" />
      <PageHeading
        title={several ? 'What about your follow-ups?' : 'What about your follow-up?'}
        back={{ href: `/visits/${view.code}/cancel?${new URLSearchParams(question.chosen.map((id) => ['part', id]))}`, label: 'Choose again' }}
        lede={`${names}: ${its} price depends on the consultation that you are cancelling. Nothing is cancelled yet.`}
      />
      <form method="post" className="grid gap-6 justify-items-start">
        <input type="hidden" name="intent" value="ask" />
        <input type="hidden" name="asked" value="yes" />
        {question.chosen.map((id) => (
          <input key={id} type="hidden" name="part" value={id} />
        ))}
        <div className="w-full [&_.field]:max-w-none">
          <RadioGroup
            name="followUps"
            label={`Without the consultation, what should become of ${it}?`}
            errors={errors.followUps}
            choices={[
              { value: 'cancel', label: `Cancel ${it} too`, hint: 'What was paid comes back by the same rules.' },
              {
                value: 'pay_full',
                label: `Keep ${it} at the full price, ${difference} more`,
                disabled: !question.canPayFull,
                hint: question.canPayFull
                  ? `${difference} is taken from this refund. Nothing is charged to you.`
                  : `This is not possible: the consultation gives back less than ${difference}.`,
              },
            ]}
          />
        </div>
        <SubmitButton iconAfter="arrow-right" submittingText="Counting…">
          See what comes back
        </SubmitButton>
      </form>
    </PatientShell>
  );
}

import type { OnboardingStatus } from '#app/domain/onboarding.ts';

const STEPS = ['Your details', 'Bank check', 'Ready'] as const;

/** The step each state stands at; one past the last is done. */
const AT: Readonly<Record<OnboardingStatus, number>> = { draft: 0, rejected: 0, submitted: 1, bank_check: 1, verified: STEPS.length };

export function AccountSteps({ status }: { status: OnboardingStatus }) {
  const at = AT[status];
  return (
    <nav aria-label="Progress towards being paid">
      <ol className="steps">
        {STEPS.map((step, index) => (
          <li key={step} className={index < at ? 'step-past' : undefined} aria-current={index === at ? 'step' : undefined}>
            {step}
            {index < at && <span className="sr-only"> (done)</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const defaultSteps = ['Choose', 'Review', 'Pay', 'Done'];

interface StepsProps {
  /** The step the reader is at. */
  current: string;
  steps?: string[];
}

export function Steps({ current, steps = defaultSteps }: StepsProps) {
  const at = steps.indexOf(current);
  return (
    <nav aria-label="Progress of your booking" className="no-print">
      <ol className="steps">
        {steps.map((step, index) => (
          <li key={step} className={index < at ? 'step-past' : undefined} aria-current={index === at ? 'step' : undefined}>
            {step}
            {index < at && <span className="sr-only"> (done)</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

import type { ReactNode } from 'react';
import { SubmitButton } from '#app/components/form/button.tsx';
import { TextField } from '#app/components/form/text-field.tsx';

interface ReplayFormProps {
  /** Without rows there is nothing to tick. */
  shown: boolean;
  reason: string | undefined;
  errors: Readonly<Record<string, string[]>>;
  children: ReactNode;
}

/** The list with its ticks, and what is done with the ticked ones. */
export function ReplayForm({ shown, reason, errors, children }: ReplayFormProps) {
  if (!shown) return <>{children}</>;
  return (
    <form id="eventId" tabIndex={-1} method="post" noValidate className="grid gap-4">
      {children}
      <div className="card grid gap-3">
        <ReplayPromise />
        <TextField label="Why (optional)" name="reason" maxLength={300} hint="Goes into the audit log." defaultValue={reason} errors={errors.reason} />
        <div>
          <SubmitButton look="secondary" icon="refresh" submittingText="Queuing…">
            Apply ticked events again
          </SubmitButton>
        </div>
      </div>
    </form>
  );
}

export function ReplayPromise() {
  return <p className="max-w-prose text-muted">Razorpay is asked anew about what an event names. One that was applied before changes nothing: no money moves twice.</p>;
}

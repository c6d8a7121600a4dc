import { SubmitButton } from '#app/components/form/button.tsx';
import { FieldError } from '#app/components/form/field.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';
import { formatPaise } from '#app/domain/money.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import type { Approval } from './approval.ts';

/** Who asks for what and why, with the two answers. One's own cannot be granted, only taken back. */
export function OpenApproval({ approval, problem }: { approval: Approval; problem: string | null }) {
  const { id, own } = approval;
  return (
    <li id={`approval-${id}`} tabIndex={-1} className="card grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2>
          <Money paise={approval.amountPaise} /> for {approval.service}
        </h2>
        <a href={`/admin/visits/${approval.code}`} className="link">
          {approval.code}
        </a>
      </div>
      <p className="text-muted">
        {approval.askedBy} asked <When at={approval.askedAt} zone={DESK_ZONE} />, for {approval.patientName}.{' '}
        {approval.alsoCancel ? 'The service is cancelled with it; what is not returned is kept as a fee.' : 'The service stands as it is.'}
      </p>
      <blockquote className="border-s-2 border-line-strong ps-3">
        <span className="font-semibold">{approval.reason}:</span> {approval.note}
      </blockquote>
      {problem && <FieldError id={`approval-${id}-error`} errors={[problem]} />}
      <form method="post" className="flex flex-wrap items-center gap-3">
        <input type="hidden" name="approvalId" value={id} />
        <SubmitButton name="decision" value="grant" disabled={own} aria-describedby={own ? `approval-${id}-own` : undefined} submittingText="Granting…">
          Grant {formatPaise(approval.amountPaise)}
        </SubmitButton>
        <SubmitButton name="decision" value="deny" look="secondary" submittingText="One moment…">
          {own ? 'Take it back' : 'Deny'}
        </SubmitButton>
        {own && (
          <p id={`approval-${id}-own`} className="text-sm text-muted">
            Somebody else has to approve what you asked for.
          </p>
        )}
      </form>
    </li>
  );
}

import { Card } from '#app/components/card.tsx';
import { SubmitButton } from '#app/components/form/button.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { formatPaise } from '#app/domain/money.ts';
import type { RefundKind, RefundStatus } from '#app/domain/refund.ts';

interface ParkedActionsProps {
  refund: { status: RefundStatus; kind: RefundKind; amount_paise: number; parked_reason: string | null; patient_name: string };
  refused: { values: Readonly<Record<string, string>>; errors: Readonly<Record<string, string[]>> } | undefined;
}

/** What is wrong, and the two ways on: the same way again, or another way that is noted here. */
export function ParkedActions({ refund, refused }: ParkedActionsProps) {
  // Its key is spent and it belongs to no part of the visit: there is nothing that could be sent in its place.
  const onlyByTransfer = refund.status === 'failed' && refund.kind === 'late_payment';
  return (
    <Card title="This refund waits for you">
      <p className="max-w-prose">{refund.parked_reason}</p>
      <div className="mt-2 grid items-start gap-6 lg:grid-cols-2">
        {!onlyByTransfer && (
          <form method="post" className="grid content-start gap-3">
            <input type="hidden" name="intent" value="send_again" />
            <h3 className="font-semibold">Send it again</h3>
            <p className="text-muted">
              {refund.status === 'failed'
                ? 'The bank gave the money back, so a new refund of the same amount is made in its place.'
                : 'Razorpay has not taken it, so the same refund is sent once more. It cannot be paid twice.'}
            </p>
            <div>
              <SubmitButton icon="refresh" submittingText="Sending…">
                Send {formatPaise(refund.amount_paise)} again
              </SubmitButton>
            </div>
          </form>
        )}
        <form method="post" noValidate className="grid content-start gap-3">
          <input type="hidden" name="intent" value="paid_by_transfer" />
          <h3 className="font-semibold">Paid by bank transfer</h3>
          <p className="text-muted">When you have paid {refund.patient_name} yourself. The patient is told, and the books say that it came from our bank.</p>
          <TextField
            label="Bank reference (UTR)"
            name="reference"
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            width="medium"
            defaultValue={refused?.values.reference}
            errors={refused?.errors.reference}
          />
          <div>
            <SubmitButton look="secondary" icon="bank" submittingText="Noting…">
              Note the transfer of {formatPaise(refund.amount_paise)}
            </SubmitButton>
          </div>
        </form>
      </div>
    </Card>
  );
}

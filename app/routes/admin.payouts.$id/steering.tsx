import type { RefusedForm } from '#app/auth/form-answer.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { Card } from '#app/components/card.tsx';
import { SubmitButton } from '#app/components/form/button.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { formatPaise } from '#app/domain/money.ts';
import type { AttemptStatus, PayoutStatus } from '#app/domain/payout.ts';

interface SteeringProps {
  payout: { status: PayoutStatus; amount_paise: number; note: string | null; provider_name: string };
  latest: { status: AttemptStatus } | undefined;
  refused: RefusedForm | undefined;
}

const SENDABLE: ReadonlySet<PayoutStatus> = new Set(['on_hold', 'needs_attention', 'failed', 'reversed']);
const HOLDABLE: ReadonlySet<PayoutStatus> = new Set(['queued', 'failed', 'reversed', 'needs_attention']);

/** What may be done about it in its state; nothing when it goes its way. */
export function Steering({ payout, latest, refused }: SteeringProps) {
  const verbs = [
    SENDABLE.has(payout.status) && { intent: 'send_again', look: 'primary' as const, label: `Send ${formatPaise(payout.amount_paise)} ${latest ? 'again' : 'now'}` },
    HOLDABLE.has(payout.status) && { intent: 'hold', look: 'secondary' as const, label: 'Hold this payout' },
    latest?.status === 'queued' && payout.status === 'processing' && { intent: 'cancel_queued', look: 'danger' as const, label: 'Cancel it at RazorpayX' },
  ].filter((verb) => verb !== false);
  if (verbs.length === 0) return null;
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  return (
    <Card title={payout.status === 'needs_attention' ? 'This payout waits for you' : 'What you can do'}>
      {payout.note && <p className="max-w-prose">{payout.note}</p>}
      <form method="post" noValidate className="mt-2 grid gap-3">
        <TextField label="Why" name="reason" maxLength={300} hint="Goes into the audit log." defaultValue={values.reason} errors={errors.reason} />
        <div className="flex flex-wrap gap-3">
          {verbs.map(({ intent, look, label }) => (
            <SubmitButton key={intent} look={look} name="intent" value={intent}>
              {label}
            </SubmitButton>
          ))}
        </div>
      </form>
    </Card>
  );
}

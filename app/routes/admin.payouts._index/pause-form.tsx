import type { RefusedForm } from '#app/auth/form-answer.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { When } from '#app/components/when.tsx';
import { PAYOUT_PAUSE_HOURS_MAX } from '#app/domain/payout-bounds.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';

interface PauseFormProps {
  pause: { until: string; reason: string } | null;
  refused: RefusedForm | undefined;
}

/** The stop button for an incident; behind a line, because it is seldom what somebody came for. */
export function PauseForm({ pause, refused }: PauseFormProps) {
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  if (pause) {
    return (
      <Notice kind="warning" title={<>All payouts are paused until <When at={pause.until} zone={DESK_ZONE} /></>}>
        <p>{pause.reason}</p>
        <form method="post" noValidate className="mt-3 grid gap-3">
          <input type="hidden" name="intent" value="resume" />
          <TextField label="Why they may go on" name="reason" maxLength={300} defaultValue={values.reason} errors={errors.reason} />
          <div><SubmitButton icon="refresh" submittingText="Resuming…">Resume payouts</SubmitButton></div>
        </form>
      </Notice>
    );
  }
  return (
    <details className="card" open={refused !== undefined}>
      <summary className="link inline-flex min-h-11 items-center">Pause all payouts…</summary>
      <form method="post" noValidate className="mt-3 grid gap-3">
        <input type="hidden" name="intent" value="pause" />
        <p className="max-w-prose text-muted">Nothing is sent meanwhile; what is at the bank goes on. It ends by itself.</p>
        <TextField label="Hours" name="hours" inputMode="numeric" width="short" hint={`At most ${PAYOUT_PAUSE_HOURS_MAX}.`} defaultValue={values.hours ?? '2'} errors={errors.hours} />
        <TextField label="Why" name="reason" maxLength={300} defaultValue={values.reason} errors={errors.reason} />
        <div><SubmitButton look="danger" submittingText="Pausing…">Pause all payouts</SubmitButton></div>
      </form>
    </details>
  );
}

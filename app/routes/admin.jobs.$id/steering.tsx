import { Card } from '#app/components/card.tsx';
import { SubmitButton } from '#app/components/form/button.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { JOB_REASON_MAX } from '#app/domain/job-bounds.ts';
import type { JobStateName } from '../admin.jobs._index/job-states.ts';
import { movesMoney, whenCancelled } from '../admin.jobs._index/task-words.ts';

interface SteeringProps {
  job: { task: string; state: JobStateName };
  typed: string | undefined;
  errors: Readonly<Record<string, string[]>>;
}

/** What an admin can do with the job as it stands; nothing while it runs. */
export function Steering({ job, typed, errors }: SteeringProps) {
  if (job.state === 'running') return <Notice title="It is running at this moment">What runs is not touched. Look again in a minute.</Notice>;
  const over = job.state === 'given_up' || job.state === 'cancelled';
  return (
    <>
      <Card title="Try now">
        <p className="max-w-prose text-muted">{over ? 'It gets all its tries again and is due at once.' : 'It is due at once, with the tries it has left.'} Running it twice does no harm.</p>
        <form method="post">
          <SubmitButton look="secondary" icon="refresh" name="intent" value="try_now" submittingText="Making it due…">
            Try this job now
          </SubmitButton>
        </form>
      </Card>
      <Card title={over ? 'Take off the list' : 'Cancel'}>
        {over ? (
          <p className="max-w-prose text-muted">For a job whose matter is settled in another way. The audit log keeps what it was.</p>
        ) : (
          <Notice kind={movesMoney(job.task) ? 'warning' : 'info'}>
            <p>{whenCancelled(job.task)}</p>
          </Notice>
        )}
        <form method="post" noValidate className="grid gap-3">
          <TextField label="Why" name="reason" maxLength={JOB_REASON_MAX} hint="Goes into the audit log. Without names or health details." defaultValue={typed} errors={errors.reason} />
          <div>
            <SubmitButton look="danger" icon={over ? 'trash' : 'close'} name="intent" value={over ? 'clear' : 'cancel'} submittingText="One moment…">
              {over ? 'Take this job off the list' : 'Cancel this job'}
            </SubmitButton>
          </div>
        </form>
      </Card>
    </>
  );
}

import { Tag } from '#app/components/tag.tsx';
import { JOB_STATES, OUTBOX_STATES, type JobStateName, type OutboxState } from './job-states.ts';

export function JobTag({ state }: { state: JobStateName }) {
  const { word, tone, icon } = JOB_STATES[state];
  return (
    <Tag tone={tone} icon={icon}>
      {word}
    </Tag>
  );
}

export function OutboxTag({ state }: { state: OutboxState }) {
  const { word, tone, icon } = OUTBOX_STATES[state];
  return (
    <Tag tone={tone} icon={icon}>
      {word}
    </Tag>
  );
}

import { Tag } from '#app/components/tag.tsx';
import { WEBHOOK_STATES, type WebhookState } from './webhook-states.ts';

export function WebhookTag({ state }: { state: WebhookState }) {
  const { word, tone, icon } = WEBHOOK_STATES[state];
  return (
    <Tag tone={tone} icon={icon}>
      {word}
    </Tag>
  );
}

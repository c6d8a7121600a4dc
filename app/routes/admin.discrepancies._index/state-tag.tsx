import { Tag } from '#app/components/tag.tsx';
import type { Resolution } from '#app/domain/reconciliation.ts';
import { RESOLUTION_WORDS } from '../admin/discrepancy-words.ts';

interface StateTagProps {
  resolution: Resolution | null;
  closed: boolean;
  escalated: boolean;
}

export function StateTag({ resolution, closed, escalated }: StateTagProps) {
  if (closed) return <Tag tone="success">{resolution ? RESOLUTION_WORDS[resolution] : 'Closed'}</Tag>;
  return escalated ? <Tag tone="warning" icon="user">Waits for a second admin</Tag> : <Tag tone="warning">Open</Tag>;
}

import type { Refund } from './entities.ts';
import { notesView } from './request-fields.ts';

export function refundView({ hidden: _hidden, ...refund }: Refund): Record<string, unknown> {
  return { ...refund, notes: notesView(refund.notes) };
}

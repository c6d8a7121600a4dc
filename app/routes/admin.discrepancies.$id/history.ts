import type { Happening } from '../admin.visits.$code._index/happenings.ts';

const VERBS: Readonly<Record<string, Pick<Happening, 'title' | 'icon'>>> = {
  accept_theirs: { title: 'Razorpay’s word accepted', icon: 'check-circle' },
  ignore_discrepancy: { title: 'Ignored', icon: 'minus' },
  escalate_discrepancy: { title: 'Escalated to a second admin', icon: 'user' },
  link_discrepancy: { title: 'Linked', icon: 'tag' },
  ask_again: { title: 'Razorpay asked again', icon: 'refresh' },
};

interface Told {
  readonly row: { readonly note: string; readonly opened_at: string; readonly resolved_at: string | null; readonly resolution: string | null };
  readonly deeds: readonly { readonly id: string; readonly at: string; readonly verb: string; readonly reason: string | null; readonly name: string | null }[];
}

/** How it was found, what admins did with it, and its end where it ended by itself. */
export function historyOf({ row, deeds }: Told): Happening[] {
  return [
    { key: 'found', at: row.opened_at, icon: 'alert-triangle', title: 'Found', detail: row.note, by: 'OneVisit' },
    ...deeds.map(({ id, at, verb, reason, name }) => ({ key: id, at, ...(VERBS[verb] ?? { title: verb, icon: 'info' as const }), detail: reason, by: name ?? 'Desk' })),
    ...(row.resolved_at !== null && row.resolution === 'late_truth' ? [{ key: 'ended', at: row.resolved_at, icon: 'check' as const, title: 'Closed by itself', detail: 'Both books agree by now.', by: 'OneVisit' }] : []),
  ];
}

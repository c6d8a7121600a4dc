/** The default cancellation policies in their stored form; an admin may edit the rows later. */

type Deadline =
  | { readonly hoursBefore: number }
  | { readonly daysBefore: number; readonly at: string }
  | { readonly event: 'sample_collected' };

interface Tier {
  readonly until: Deadline | null;
  readonly refundBps: number;
  readonly flatFeePaise: number;
}

interface PolicyPlan {
  readonly name: string;
  readonly tiers: readonly Tier[];
}

const NOTHING_BACK = { until: null, refundBps: 0, flatFeePaise: 0 } as const satisfies Tier;

export const POLICIES = {
  standard: {
    name: 'Standard',
    tiers: [
      { until: { hoursBefore: 24 }, refundBps: 10_000, flatFeePaise: 0 },
      { until: { hoursBefore: 4 }, refundBps: 5_000, flatFeePaise: 0 },
      NOTHING_BACK,
    ],
  },
  hospital: {
    name: 'Hospital',
    tiers: [
      { until: { hoursBefore: 4 }, refundBps: 10_000, flatFeePaise: 0 },
      { until: { hoursBefore: 2 }, refundBps: 10_000, flatFeePaise: 10_000 },
      NOTHING_BACK,
    ],
  },
  lab: {
    name: 'Lab day-before',
    tiers: [
      { until: { daysBefore: 1, at: '22:00' }, refundBps: 10_000, flatFeePaise: 0 },
      { until: { event: 'sample_collected' }, refundBps: 10_000, flatFeePaise: 20_000 },
      NOTHING_BACK,
    ],
  },
  strict: { name: 'Strict', tiers: [NOTHING_BACK] },
} as const satisfies Record<string, PolicyPlan>;

export type PolicyKey = keyof typeof POLICIES;

import type { CouponTable } from '../tables.ts';

type CouponPlan = Omit<CouponTable, 'id' | 'code' | 'starts_at' | 'ends_at' | 'active' | 'eligible_kinds'>;

export const COUPONS = {
  WELCOME200: {
    description: '₹200 off a visit of ₹1,000 or more, once per patient',
    percent_bps: null,
    flat_paise: 20_000,
    cap_paise: null,
    minimum_spend_paise: 100_000,
    per_patient_limit: 1,
    total_limit: null,
    funded_by: 'platform',
    after_cancel: 'keep',
  },
  HEALTH10: {
    description: '10 % off a visit of ₹500 or more, up to ₹300',
    percent_bps: 1_000,
    flat_paise: null,
    cap_paise: 30_000,
    minimum_spend_paise: 50_000,
    per_patient_limit: null,
    total_limit: 500,
    funded_by: 'provider',
    after_cancel: 'requalify',
  },
} as const satisfies Record<string, CouponPlan>;

export type CouponCode = keyof typeof COUPONS;

import type { ServiceKind } from '#app/domain/booking.ts';
import { couponValueInWords, dayInWords, kindsInWords, lastDayOf } from '#app/domain/coupon-words.ts';
import { localDateOf } from '#app/domain/appointment-time.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';

interface Stored {
  readonly id: string;
  readonly code: string;
  readonly description: string;
  readonly percent_bps: number | null;
  readonly flat_paise: number | null;
  readonly cap_paise: number | null;
  readonly minimum_spend_paise: number;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly per_patient_limit: number | null;
  readonly total_limit: number | null;
  readonly eligible_kinds: string;
  readonly funded_by: 'platform' | 'provider';
  readonly active: 0 | 1;
  readonly uses: number;
}

export type CouponView = ReturnType<typeof couponView>;

/** A coupon as the desk reads it. */
export function couponView(row: Stored, now: Date) {
  const ended = row.ends_at <= now || row.active === 0;
  return {
    id: row.id,
    code: row.code,
    description: row.description,
    value: couponValueInWords({ percentBps: row.percent_bps, flatPaise: row.flat_paise, capPaise: row.cap_paise, minimumSpendPaise: row.minimum_spend_paise }),
    covers: kindsInWords(row.eligible_kinds.split(',') as ServiceKind[]),
    from: dayInWords(localDateOf(row.starts_at, DESK_ZONE)),
    until: dayInWords(lastDayOf(row.ends_at, DESK_ZONE)),
    paidBy: row.funded_by === 'platform' ? 'The platform' : 'The provider',
    perPatientLimit: row.per_patient_limit,
    totalLimit: row.total_limit,
    uses: row.uses,
    state: ended ? ('ended' as const) : row.starts_at > now ? ('to come' as const) : ('running' as const),
  };
}

import { addDays, localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { SERVICE_KINDS } from '#app/domain/booking.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import type { Catalogue } from './catalogue.ts';

const DAY_MS = 86_400_000;
const ZONE = 'Asia/Kolkata';
const NIGHT_NOTE = 'Night samples';
const NIGHT_EVERY_DAYS = 2;
/** Minutes of the day: either side of midnight, where a day-before deadline and UTC dates are easily mistaken. */
const NIGHT_SESSIONS = [[0, 60], [1_410, 1_440]] as const;

/** Coupons of the month that is over; limits would otherwise use up the ones that a visitor of the demo may try. */
const COUPONS = [
  { code: 'MONSOON150', description: '₹150 off a visit of ₹900 or more', percent_bps: null, flat_paise: 15_000, cap_paise: null, minimum_spend_paise: 90_000, funded_by: 'provider', after_cancel: 'keep' },
  { code: 'CARE15', description: '15 % off a visit of ₹600 or more, up to ₹250', percent_bps: 1_500, flat_paise: null, cap_paise: 25_000, minimum_spend_paise: 60_000, funded_by: 'platform', after_cancel: 'requalify' },
  { code: 'FAMILY300', description: '₹300 off a visit of ₹1,500 or more', percent_bps: null, flat_paise: 30_000, cap_paise: null, minimum_spend_paise: 150_000, funded_by: 'platform', after_cancel: 'requalify' },
] as const;
export const HISTORY_COUPONS = ['WELCOME200', ...COUPONS.map(({ code }) => code)];

/** Night sessions at the labs and last month's coupons, once; only on days that are over, so that no page of today changes. */
export async function prepareCatalogue(db: Database, catalogue: Catalogue, span: { readonly since: Date; readonly now: Date }): Promise<void> {
  await addCoupons(db, span);
  await addNightSessions(db, catalogue, span);
}

async function addCoupons(db: Database, { since, now }: { readonly since: Date; readonly now: Date }): Promise<void> {
  const known = new Set((await db.selectFrom('coupon').select('code').execute()).map(({ code }) => code));
  const missing = COUPONS.filter(({ code }) => !known.has(code));
  if (missing.length === 0) return;
  const dates = { starts_at: new Date(since.getTime() - DAY_MS), ends_at: new Date(now.getTime() + DAY_MS) };
  await db
    .insertInto('coupon')
    .values(missing.map((coupon) => ({ ...coupon, ...dates, id: newId(), per_patient_limit: null, total_limit: null, eligible_kinds: SERVICE_KINDS.join(','), active: 1 })))
    .execute();
}

async function addNightSessions(db: Database, { offers }: Catalogue, { since, now }: { readonly since: Date; readonly now: Date }): Promise<void> {
  const labs = new Map(offers.filter((offer) => offer.kind === 'lab_test').map((offer) => [offer.providerId, offer.clinicId]));
  const known = await db.selectFrom('schedule_rule').select(['provider_id', 'on_date']).where('note', '=', NIGHT_NOTE).execute();
  const there = new Set(known.map((rule) => `${rule.provider_id} ${rule.on_date}`));
  const nights = nightsBetween(localDateOf(since, ZONE), localDateOf(now, ZONE));
  const missing = [...labs].flatMap(([providerId, clinicId]) => nights.filter((night) => !there.has(`${providerId} ${night}`)).map((night) => ({ providerId, clinicId, night })));
  if (missing.length === 0) return;
  await db
    .insertInto('schedule_rule')
    .values(
      missing.flatMap(({ providerId, clinicId, night }) =>
        NIGHT_SESSIONS.map(([start_minute, end_minute]) => ({
          id: newId(), provider_id: providerId, clinic_id: clinicId, kind: 'extra' as const, weekday: null, on_date: night, until_date: null, start_minute, end_minute, capacity: 3, note: NIGHT_NOTE,
        })),
      ),
    )
    .execute();
}

function nightsBetween(first: LocalDate, before: LocalDate): LocalDate[] {
  const nights: LocalDate[] = [];
  for (let night = first; night < before; night = addDays(night, NIGHT_EVERY_DAYS)) nights.push(night);
  return nights;
}

export function isNightMinute(minute: number): boolean {
  return NIGHT_SESSIONS.some(([from, until]) => minute >= from && minute < until);
}

import type { Database, Trx } from './client.ts';
import { newId } from './new-id.ts';
import type { CouponTable } from './tables.ts';

export type DeskCoupon = Awaited<ReturnType<typeof listDeskCoupons>>[number];

/** Every coupon, those that end last first, with how often it was redeemed; a hold that still stands counts. */
export async function listDeskCoupons(db: Database, now: Date) {
  const rows = await deskCoupons(db, now).orderBy('coupon.ends_at', 'desc').orderBy('coupon.code').execute();
  return rows.map((row) => ({ ...row, uses: Number(row.uses) }));
}

export async function findDeskCoupon(db: Database, id: string, now: Date): Promise<DeskCoupon | null> {
  const row = await deskCoupons(db, now).where('coupon.id', '=', id).executeTakeFirst();
  return row ? { ...row, uses: Number(row.uses) } : null;
}

function deskCoupons(db: Database, now: Date) {
  return db
    .selectFrom('coupon')
    .selectAll('coupon')
    .select(({ selectFrom }) =>
      selectFrom('coupon_redemption as redemption')
        .select(({ fn }) => fn.countAll<number>().as('uses'))
        .whereRef('redemption.coupon_id', '=', 'coupon.id')
        .where((eb) => eb.or([eb('redemption.expires_at', 'is', null), eb('redemption.expires_at', '>', now)]))
        .as('uses'),
    );
}

export async function isCouponCodeTaken(db: Database, code: string): Promise<boolean> {
  return (await db.selectFrom('coupon').select('id').where('code', '=', code).executeTakeFirst()) !== undefined;
}

export async function insertCoupon(trx: Trx, coupon: Omit<CouponTable, 'id' | 'active'>): Promise<string> {
  const id = newId();
  await trx.insertInto('coupon').values({ ...coupon, id, active: 1 }).execute();
  return id;
}

/** What may change of a coupon; its value never does. */
export type CouponBounds = Pick<CouponTable, 'description' | 'ends_at' | 'per_patient_limit' | 'total_limit'>;

export async function setCouponBounds(trx: Trx, id: string, bounds: CouponBounds): Promise<void> {
  await trx.updateTable('coupon').set(bounds).where('id', '=', id).execute();
}

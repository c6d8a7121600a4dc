import { sql } from 'kysely';
import type { Database } from './client.ts';

/** How much there is of each thing the desk can set; one query. */
export async function countSettings(db: Database, now: Date) {
  const count = (query: ReturnType<typeof sql<number>>) => sql<number>`(${query})`;
  const row = await db
    .selectNoFrom([
      count(sql<number>`select count(distinct name) from cancellation_policy`).as('policies'),
      count(sql<number>`select count(*) from service where active = 1`).as('services'),
      count(sql<number>`select count(*) from service where active = 0`).as('withdrawn'),
      count(sql<number>`select count(*) from provider where active = 1`).as('providers'),
      count(sql<number>`select count(*) from (select id from schedule_rule where kind <> 'leave' limit 1) as rule_of_any`).as('hours'),
      count(sql<number>`select count(*) from coupon where active = 1 and starts_at <= ${now} and ends_at > ${now}`).as('coupons'),
      count(sql<number>`select count(*) from clinic`).as('clinics'),
      count(sql<number>`select count(*) from specialisation`).as('specialisations'),
      count(sql<number>`select count(*) from account where role = 'admin' and disabled_at is null`).as('admins'),
      count(sql<number>`select count(*) from account where role = 'doctor' and disabled_at is null`).as('logins'),
    ])
    .executeTakeFirstOrThrow();
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])) as typeof row;
}

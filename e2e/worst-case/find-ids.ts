import { Pool } from 'pg';
import type { Role } from '#app/domain/roles.ts';
import type { Database } from '#db/client.ts';
import type { SeededAccount, SeededWorld } from '#db/seed/world.ts';
import { daysAgo } from '#app/routes/admin.books._index/test-books.server.ts';
import type { PageIds } from '../fixtures-pages.ts';
import { SETTLEMENT_ID } from './put-books.ts';
import { comingVisitOf } from './put-cancellations.ts';
import { NEW_DOCTOR, NEW_PATIENT, RESET_TOKEN } from './put-people.ts';
import { LONG_NAME } from './texts.ts';

/** Where the pages of the world are, and who looks at them. */
export async function findIds(db: Database, jobsDatabaseUrl: string, world: SeededWorld): Promise<PageIds> {
  const { doctors, labs, clinics, policies, coupons, specialisations } = world;
  const { meera } = world.logins;
  return {
    people: peopleOf(world),
    slug: { doctor: doctors.rao.slug, lab: labs.pulse.slug, clinic: clinics.indiranagar.slug },
    resetToken: RESET_TOKEN,
    basketId: (await db.selectFrom('basket').select('id').where('patient_id', '=', meera.id).where('master_booking_id', 'is', null).executeTakeFirstOrThrow()).id,
    visit: await cancelledVisitOf(db, meera.id),
    heldCode: (await db.selectFrom('master_booking').select('code').where('patient_id', '=', meera.id).where('status', '=', 'pending_payment').executeTakeFirstOrThrow()).code,
    visitCodes: await codesByStatus(db, meera.id),
    settings: {
      clinic: clinics.indiranagar.id, coupon: coupons.HEALTH10.id, person: meera.id, policy: policies.standard.id, provider: doctors.rao.id, service: doctors.rao.consultation.id,
      specialisation: Object.values(specialisations)[0]!.id,
    },
    labId: labs.pulse.id,
    ...(await idsOfDoctor(db, doctors.rao.id)),
    refund: { failed: await refundIn(db, 'failed'), processed: await refundIn(db, 'processed') },
    webhookId: (await db.selectFrom('webhook_event').select('id').where('state', '=', 'failed').orderBy('received_at').executeTakeFirstOrThrow()).id,
    discrepancy: { open: await discrepancyOf(db, 'amount_over'), closed: await discrepancyOf(db, 'duplicate') },
    day: daysAgo(1),
    settlementId: SETTLEMENT_ID,
    jobId: await anyJob(jobsDatabaseUrl),
  };
}

function peopleOf({ logins }: SeededWorld): PageIds['people'] {
  const named = ({ id }: SeededAccount, role: Role) => ({ id, name: LONG_NAME, role });
  return {
    patient: named(logins.meera, 'patient'), 'patient of many visits': named(logins.arjun, 'patient'), 'new patient': NEW_PATIENT, doctor: named(logins.rao, 'doctor'), lab: named(logins.pulse, 'doctor'),
    'new doctor': NEW_DOCTOR, admin: named(logins.kavita, 'admin'),
  };
}

async function idsOfDoctor(db: Database, providerId: string): Promise<Pick<PageIds, 'booking' | 'payout' | 'rule'>> {
  const part = async (status: 'confirmed' | 'completed') =>
    db.selectFrom('individual_booking').select(['id', 'starts_at']).where('provider_id', '=', providerId).where('status', '=', status).where('paid_paise', '>', 0).orderBy('starts_at', 'desc').executeTakeFirstOrThrow();
  const payout = async (status: 'processed' | 'needs_attention') =>
    (await db.selectFrom('payout').select('id').where('provider_id', '=', providerId).where('status', '=', status).orderBy('created_at', 'desc').executeTakeFirstOrThrow()).id;
  const rule = async (kind: 'leave' | 'extra') => (await db.selectFrom('schedule_rule').select('id').where('provider_id', '=', providerId).where('kind', '=', kind).executeTakeFirstOrThrow()).id;
  const [confirmed, given] = await Promise.all([part('confirmed'), part('completed')]);
  return {
    booking: { confirmed: confirmed.id, given: given.id, day: given.starts_at.toISOString().slice(0, 10) },
    payout: { paid: await payout('processed'), waiting: await payout('needs_attention') },
    rule: { leave: await rule('leave'), extra: await rule('extra') },
  };
}

/** The visit with a receipt of what was cancelled, and with a question that is still open. */
async function cancelledVisitOf(db: Database, patientId: string): Promise<PageIds['visit']> {
  const { id, code } = await comingVisitOf(db, patientId);
  const [cancellation, quote, part] = await Promise.all([
    db.selectFrom('cancellation').select('id').where('master_booking_id', '=', id).executeTakeFirstOrThrow(),
    db.selectFrom('cancellation_quote').select('id').where('master_booking_id', '=', id).where('used_at', 'is', null).executeTakeFirstOrThrow(),
    db.selectFrom('individual_booking').select('id').where('master_booking_id', '=', id).where('status', '=', 'confirmed').orderBy('position').executeTakeFirstOrThrow(),
  ]);
  return { code, cancellationId: cancellation.id, quoteId: quote.id, partId: part.id };
}

async function codesByStatus(db: Database, patientId: string): Promise<Record<string, string>> {
  const visits = await db.selectFrom('master_booking').select(['code', 'status']).where('patient_id', '=', patientId).orderBy('created_at').execute();
  return Object.fromEntries(visits.map(({ code, status }) => [status.replaceAll('_', '-'), code]));
}

async function refundIn(db: Database, status: 'failed' | 'processed'): Promise<string> {
  return (await db.selectFrom('refund').select('id').where('status', '=', status).executeTakeFirstOrThrow()).id;
}

async function discrepancyOf(db: Database, kind: 'amount_over' | 'duplicate'): Promise<string> {
  return (await db.selectFrom('discrepancy').select('id').where('kind', '=', kind).executeTakeFirstOrThrow()).id;
}

async function anyJob(jobsDatabaseUrl: string): Promise<string> {
  const pool = new Pool({ connectionString: jobsDatabaseUrl, max: 1 });
  const { rows } = await pool.query<{ id: string }>('SELECT id::text FROM graphile_worker._private_jobs ORDER BY id LIMIT 1');
  await pool.end();
  return rows[0]!.id;
}

import type { Trx } from '../client.ts';
import { newId } from '../new-id.ts';
import type { Seal } from '../sealed-text.ts';
import type { ProviderTable } from '../tables.ts';
import { DOCTORS } from './doctors.ts';
import { LAB_TESTS, type LabTestKey } from './lab-tests.ts';
import { LABS } from './labs.ts';
import { seedPayees } from './payee-rows.ts';
import { slugOf, type DoctorPlan, type LabPlan } from './plan.ts';
import { exceptionRules, weeklyRules } from './schedule-rows.ts';
import type { Catalogue } from './seed-catalogue.ts';
import { mapKeys, type SeededDoctor, type SeededLab, type SeededService, type SeededWorld } from './world.ts';

const LAB_TEST_MINUTES = 10;
const DOCTOR_BUFFER_MINUTES = 5;

type Providers = Pick<SeededWorld, 'doctors' | 'labs'>;

function providerRow(kind: ProviderTable['kind'], plan: DoctorPlan | LabPlan): Omit<ProviderTable, 'specialisation_id' | 'qualification' | 'follow_up_days' | 'follow_up_price_bps'> {
  return {
    id: newId(),
    kind,
    slug: slugOf(plan.name),
    name: plan.name,
    registration_number: plan.registration,
    languages: plan.languages,
    experience_years: plan.years,
    about: plan.about,
    min_notice_minutes: plan.minNoticeMinutes,
    horizon_days: plan.horizonDays,
    kept_fee_provider_bps: plan.keptFeeProviderBps ?? 0,
    onboarding_status: plan.onboarding ?? 'verified',
    active: 1,
  };
}

function doctorRow(plan: DoctorPlan, catalogue: Catalogue): ProviderTable {
  return {
    ...providerRow('doctor', plan),
    specialisation_id: catalogue.specialisations[plan.specialisation].id,
    qualification: plan.qualification,
    follow_up_days: plan.followUp.days,
    follow_up_price_bps: plan.followUp.bps,
  };
}

function labRow(plan: LabPlan): ProviderTable {
  return { ...providerRow('lab', plan), specialisation_id: null, qualification: plan.accreditation, follow_up_days: 0, follow_up_price_bps: 10_000 };
}

function seededProvider(row: ProviderTable, plan: DoctorPlan | LabPlan, catalogue: Catalogue) {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    clinicIds: [...new Set(plan.hours.map((hours) => catalogue.clinics[hours.clinic].id))],
    keptFeeProviderBps: row.kept_fee_provider_bps,
    followUpDays: row.follow_up_days,
    followUpPriceBps: row.follow_up_price_bps,
  };
}

function seededDoctor(row: ProviderTable, plan: DoctorPlan, catalogue: Catalogue): SeededDoctor {
  const service = (kind: 'consultation' | 'follow_up', name: string, { paise, minutes }: { paise: number; minutes: number }): SeededService => ({
    id: newId(),
    provider_id: row.id,
    kind,
    lab_test_id: null,
    name,
    list_price_paise: paise,
    duration_minutes: minutes,
    buffer_minutes: DOCTOR_BUFFER_MINUTES,
    policy_id: catalogue.policies[plan.policy].id,
    active: 1,
  });
  return {
    ...seededProvider(row, plan, catalogue),
    commissionBps: { consultation: plan.consultation.commissionBps, follow_up: plan.followUp.commissionBps, lab_test: 0 },
    consultation: service('consultation', 'Consultation', plan.consultation),
    followUp: service('follow_up', 'Follow-up', plan.followUp),
  };
}

function seededLab(row: ProviderTable, plan: LabPlan, catalogue: Catalogue): SeededLab {
  return {
    ...seededProvider(row, plan, catalogue),
    commissionBps: { consultation: 0, follow_up: 0, lab_test: plan.commissionBps },
    tests: mapKeys(plan.paise, (paise, test) => ({
      id: newId(),
      provider_id: row.id,
      kind: 'lab_test',
      lab_test_id: catalogue.labTests[test as LabTestKey].id,
      name: LAB_TESTS[test as LabTestKey].name,
      list_price_paise: paise,
      duration_minutes: LAB_TEST_MINUTES,
      buffer_minutes: 0,
      policy_id: catalogue.policies.lab.id,
      active: 1,
    })),
  };
}

/** Doctors and labs with their clinics, services, commissions, schedules and the accounts they are paid to. */
export async function seedProviders(trx: Trx, catalogue: Catalogue, seal: Seal, now: Date): Promise<Providers> {
  const doctorRows = mapKeys(DOCTORS, (plan) => doctorRow(plan, catalogue));
  const labRows = mapKeys(LABS, labRow);
  await trx.insertInto('provider').values([...Object.values(doctorRows), ...Object.values(labRows)]).execute();
  await seedPayees(trx, { ...doctorRows, ...labRows }, seal, now);

  const doctors = mapKeys(doctorRows, (row, key) => seededDoctor(row, DOCTORS[key], catalogue));
  const labs = mapKeys(labRows, (row, key) => seededLab(row, LABS[key], catalogue));
  const providers = [...Object.values(doctors), ...Object.values(labs)];
  const services = [...Object.values(doctors).flatMap((doctor) => [doctor.consultation, doctor.followUp]), ...Object.values(labs).flatMap((lab) => Object.values(lab.tests))];
  await trx.insertInto('service').values(services).execute();
  await trx
    .insertInto('provider_clinic')
    .values(providers.flatMap(({ id, clinicIds }) => clinicIds.map((clinic_id) => ({ provider_id: id, clinic_id }))))
    .execute();
  await trx
    .insertInto('provider_commission')
    .values([
      ...Object.values(doctors).flatMap(({ id, commissionBps }) =>
        (['consultation', 'follow_up'] as const).map((kind) => ({ provider_id: id, service_kind: kind, commission_bps: commissionBps[kind] })),
      ),
      ...Object.values(labs).map(({ id, commissionBps }) => ({ provider_id: id, service_kind: 'lab_test' as const, commission_bps: commissionBps.lab_test })),
    ])
    .execute();
  await trx
    .insertInto('schedule_rule')
    .values([
      ...Object.values(mapKeys(doctors, ({ id }, key) => weeklyRules(id, DOCTORS[key].hours, catalogue))).flat(),
      ...Object.values(mapKeys(labs, ({ id }, key) => weeklyRules(id, LABS[key].hours, catalogue))).flat(),
      ...exceptionRules(doctors, catalogue, now),
    ])
    .execute();
  return { doctors, labs: labs as Providers['labs'] };
}

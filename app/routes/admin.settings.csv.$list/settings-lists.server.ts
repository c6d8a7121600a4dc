import { SERVICE_KINDS } from '#app/domain/booking.ts';
import { policySentence } from '#app/domain/policy-sentence.ts';
import { listClinics } from '#db/clinics.ts';
import type { Database } from '#db/client.ts';
import { listCommissions } from '#db/commissions.ts';
import { listDeskCoupons } from '#db/desk-coupons.ts';
import { listDeskServices } from '#db/desk-services.ts';
import { listPeople } from '#db/people.ts';
import { listPolicyVersions } from '#db/policies.ts';
import { listSpecialisations } from '#db/specialisations.ts';
import { listCsv, type CsvColumn, type ReadPage } from '../admin/list-csv.server.ts';

export interface SettingsFilters {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly role?: 'admin' | 'doctor' | 'patient' | undefined;
  readonly sold?: 'no' | undefined;
}

interface Asker {
  readonly request: Request;
  readonly adminId: string;
  readonly now: Date;
}

interface SettingsList<Row> {
  readonly name: string;
  readonly columns: readonly CsvColumn<Row>[];
  readonly read: (db: Database, filters: SettingsFilters, now: Date) => ReadPage<Row>;
}

/** A list that its screen shows whole. */
function whole<Row>(read: (db: Database, now: Date) => Promise<Row[]>): SettingsList<Row>['read'] {
  return (db, _filters, now) => async () => ({ rows: await read(db, now), older: null });
}

function list<Row>(of: SettingsList<Row>) {
  return (db: Database, who: Asker, filters: SettingsFilters) => listCsv(db, who, { name: `settings-${of.name}`, filters: { ...filters }, columns: of.columns, tables: [of.read(db, filters, who.now)] });
}

const clinics = list<Awaited<ReturnType<typeof listClinics>>[number]>({
  name: 'clinics',
  columns: [
    ['clinic', (row) => row.id], ['name', (row) => row.name], ['city', (row) => row.city_name], ['address', (row) => row.address], ['locality', (row) => row.locality], ['zone', (row) => row.zone], ['providers', (row) => row.providers],
  ],
  read: whole(listClinics),
});

const specialisations = list<Awaited<ReturnType<typeof listSpecialisations>>[number]>({
  name: 'specialisations',
  columns: [['specialisation', (row) => row.id], ['name', (row) => row.name], ['treats', (row) => row.treats], ['doctors', (row) => row.doctors]],
  read: whole(listSpecialisations),
});

/** Every version, which the screen has behind each policy. */
const policies = list<Awaited<ReturnType<typeof listPolicyVersions>>[number]>({
  name: 'policies',
  columns: [
    ['policy', (row) => row.id], ['name', (row) => row.name], ['version', (row) => row.version], ['since', (row) => row.created_at], ['services', (row) => row.services], ['what_patients_read', (row) => policySentence(row.body)],
  ],
  read: whole((db) => listPolicyVersions(db)),
});

const coupons = list<Awaited<ReturnType<typeof listDeskCoupons>>[number]>({
  name: 'coupons',
  columns: [
    ['coupon', (row) => row.id], ['code', (row) => row.code], ['description', (row) => row.description], ['percent_bps', (row) => row.percent_bps], ['flat_paise', (row) => row.flat_paise], ['cap_paise', (row) => row.cap_paise],
    ['minimum_spend_paise', (row) => row.minimum_spend_paise], ['starts_at', (row) => row.starts_at], ['ends_at', (row) => row.ends_at], ['per_patient_limit', (row) => row.per_patient_limit], ['total_limit', (row) => row.total_limit],
    ['eligible_kinds', (row) => row.eligible_kinds], ['paid_by', (row) => row.funded_by], ['active', (row) => row.active === 1], ['uses', (row) => row.uses],
  ],
  read: whole(listDeskCoupons),
});

const commissions = list<Awaited<ReturnType<typeof listCommissions>>['rows'][number]>({
  name: 'commissions',
  columns: [
    ['provider', (row) => row.id], ['name', (row) => row.name], ...SERVICE_KINDS.map((kind) => [`${kind}_bps`, (row: { commissionBps: Partial<Record<typeof kind, number>> }) => row.commissionBps[kind]] as const),
    ['kept_fee_provider_bps', (row) => row.kept_fee_provider_bps],
  ],
  read: (db, { name }) => async ({ after }) => {
    const { rows, next } = await listCommissions(db, { query: name, after: after ?? undefined });
    return { rows, older: next };
  },
});

const services = list<Awaited<ReturnType<typeof listDeskServices>>['rows'][number]>({
  name: 'services',
  columns: [
    ['service', (row) => row.id], ['name', (row) => row.name], ['provider', (row) => row.provider_name], ['list_price_paise', (row) => row.list_price_paise], ['duration_minutes', (row) => row.duration_minutes],
    ['buffer_minutes', (row) => row.buffer_minutes], ['policy', (row) => row.policy_name], ['policy_version', (row) => row.policy_version], ['on_sale', (row) => row.active === 1],
  ],
  read: (db, { name, sold }) => async ({ after }) => {
    const { rows, next } = await listDeskServices(db, { query: name, active: sold === 'no' ? 0 : undefined, after: after ?? undefined });
    return { rows, older: next };
  },
});

const people = list<Awaited<ReturnType<typeof listPeople>>['rows'][number]>({
  name: 'people',
  columns: [
    ['person', (row) => row.id], ['name', (row) => row.name], ['email', (row) => row.email], ['role', (row) => row.role], ['stands_for', (row) => row.provider_name], ['since', (row) => row.created_at], ['disabled_at', (row) => row.disabled_at],
  ],
  read: (db, { role = 'admin', email }) => async ({ after }) => {
    const { rows, next } = await listPeople(db, { role, email, after: after ?? undefined });
    return { rows, older: next };
  },
});

export const SETTINGS_LISTS = { clinics, specialisations, policies, coupons, commissions, services, people };

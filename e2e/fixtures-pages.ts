import type { BrowserContext } from '@playwright/test';
import type { Database } from '#db/client.ts';
import { LOGINS } from '#db/demo-logins.ts';
import { signIn, type Page } from './fixtures.ts';
import { addPatient, giveSession } from './fixtures-people.ts';
import { holdConsultation } from './fixtures-visits.ts';

export const ROLES = ['guest', 'patient', 'seeded patient', 'doctor', 'admin', 'admin who changes settings'] as const;
export type PageRole = (typeof ROLES)[number];

/** A page by the name its picture gets. */
export type Pages = Readonly<Record<string, string>>;

/** Signs that person in and says which pages to look at; every one of them has something on it. */
export async function pagesOf(role: PageRole, { page, context, db, origin }: { page: Page; context: BrowserContext; db: Database; origin: string }): Promise<Pages> {
  switch (role) {
    case 'guest':
      return GUEST_PAGES;
    case 'patient':
      return patientPages(context, db, origin);
    case 'seeded patient':
      return seededPatientPages(page, db);
    case 'doctor':
      await signIn(page, LOGINS.rao);
      return DOCTOR_PAGES;
    case 'admin':
      await signIn(page, LOGINS.kavita);
      return adminPages(db);
    case 'admin who changes settings':
      await signIn(page, LOGINS.kavita);
      return settingsPages(db);
  }
}

const DOCTOR_PAGES: Pages = {
  'doctor-today': '/provider',
  'doctor-week': '/provider/week',
  'doctor-account': '/account',
  'doctor-schedule': '/provider/schedule',
  'doctor-leave': '/provider/schedule/leave',
  'doctor-extra-session': '/provider/schedule/extra',
  'doctor-booking-window': '/provider/schedule/window',
};

export const GUEST_PAGES: Pages = {
  home: '/',
  search: '/search',
  'search-specialisation': '/search?q=cardiology',
  'search-nothing': '/search?q=nothing-like-this',
  doctor: '/providers/dr-ananya-rao',
  lab: '/providers/pulse-diagnostics',
  'visit-empty': '/visit',
  'sign-in': '/sign-in',
  register: '/register',
  'forgot-password': '/forgot-password',
  'reset-password-spent': '/reset-password?token=none',
  'not-found': '/no-such-page',
  styleguide: '/styleguide',
};

/** With a name as long as names get. */
async function patientPages(context: BrowserContext, db: Database, origin: string): Promise<Pages> {
  const patient = await addPatient(db, 'Venkatanarasimharajuvaripeta Subramaniam-Krishnamoorthy');
  const held = await holdConsultation(db, patient.id, 'dr-kiran-hegde');
  await giveSession(context, db, patient, origin);
  return { visits: '/visits', 'visit-held': `/visits/${held.code}`, pay: `/visits/${held.code}/pay`, account: '/account' };
}

async function seededPatientPages(page: Page, db: Database): Promise<Pages> {
  await signIn(page, LOGINS.meera);
  const visits = await db
    .selectFrom('master_booking as master')
    .innerJoin('account', 'account.id', 'master.patient_id')
    .select(['master.code', 'master.status'])
    .where('account.email', '=', LOGINS.meera.email)
    .execute();
  const byStatus = visits.map(({ code, status }) => [`visit-${status.replaceAll('_', '-')}`, `/visits/${code}`]);
  return { 'visits-seeded': '/visits', ...Object.fromEntries(byStatus) };
}

async function adminPages(db: Database): Promise<Pages> {
  const visit = await db.selectFrom('master_booking').select('code').where('status', '=', 'confirmed').orderBy('created_at').executeTakeFirstOrThrow();
  const event = await db.selectFrom('webhook_event').select('id').orderBy('received_at').executeTakeFirstOrThrow();
  return {
    'admin-desk': '/admin',
    'admin-visits': '/admin/visits',
    'admin-visit': `/admin/visits/${visit.code}`,
    'admin-story': `/admin/story?q=${visit.code}`,
    'admin-story-nothing': '/admin/story?q=pay_NobodyKnowsIt1',
    'admin-payments': '/admin/payments',
    'admin-webhooks': '/admin/webhooks',
    'admin-webhook': `/admin/webhooks/${event.id}`,
    'admin-jobs': '/admin/jobs',
    'admin-outbox': '/admin/jobs?list=outbox&state=relayed',
  };
}

async function settingsPages(db: Database): Promise<Pages> {
  const service = await db.selectFrom('service').select(['id', 'policy_id', 'provider_id']).orderBy('list_price_paise', 'desc').executeTakeFirstOrThrow();
  const coupon = await db.selectFrom('coupon').select('id').where('code', '=', 'HEALTH10').executeTakeFirstOrThrow();
  const doctor = await db.selectFrom('account').select('id').where('email', '=', LOGINS.rao.email).executeTakeFirstOrThrow();
  return {
    'admin-settings': '/admin/settings',
    'admin-policies': '/admin/settings/policies',
    'admin-policy': `/admin/settings/policies/${service.policy_id}`,
    'admin-services': '/admin/settings/services',
    'admin-service': `/admin/settings/services/${service.id}`,
    'admin-service-new': `/admin/settings/services/new?provider=${service.provider_id}`,
    'admin-service-new-whose': '/admin/settings/services/new',
    'admin-provider-new': '/admin/settings/providers/new',
    'admin-provider-facts': `/admin/settings/providers/${service.provider_id}`,
    'admin-commissions': '/admin/settings/commissions',
    'admin-commission': `/admin/settings/commissions/${service.provider_id}`,
    'admin-coupons': '/admin/settings/coupons',
    'admin-coupon': `/admin/settings/coupons/${coupon.id}`,
    'admin-coupon-new': '/admin/settings/coupons/new',
    'admin-people': '/admin/settings/people',
    'admin-person': `/admin/settings/people/${doctor.id}`,
    'admin-clinics': '/admin/settings/clinics',
    'admin-clinic-new': '/admin/settings/clinics/new',
    'admin-specialisations': '/admin/settings/specialisations',
  };
}

import type { Role } from '#app/domain/roles.ts';
import { adminPages, settingsPages } from './fixtures-pages-desk.ts';

/** Somebody who looks at pages; null is a guest. */
export const WALKERS = {
  guest: null,
  patient: 'patient',
  'patient of many visits': 'patient',
  'new patient': 'patient',
  doctor: 'doctor',
  lab: 'doctor',
  'new doctor': 'doctor',
  admin: 'admin',
  'admin who changes settings': 'admin',
  'admin who views as a patient': 'admin',
} as const satisfies Record<string, Role | null>;
export type Walker = keyof typeof WALKERS;
export const EVERY_WALKER = Object.keys(WALKERS) as Walker[];

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** What stands in addresses. */
export interface PageIds {
  readonly people: Readonly<Record<Exclude<Walker, 'guest' | 'admin who changes settings' | 'admin who views as a patient'>, Person>>;
  readonly slug: Readonly<Record<'doctor' | 'lab' | 'clinic', string>>;
  readonly resetToken: string;
  readonly basketId: string;
  /** With a receipt, and with a question that waits for an answer. */
  readonly visit: { readonly code: string; readonly cancellationId: string; readonly quoteId: string; readonly partId: string };
  readonly heldCode: string;
  readonly visitCodes: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<'clinic' | 'coupon' | 'person' | 'policy' | 'provider' | 'service' | 'specialisation', string>>;
  readonly labId: string;
  readonly booking: { readonly confirmed: string; readonly given: string; readonly day: string };
  readonly payout: { readonly paid: string; readonly waiting: string };
  readonly rule: { readonly leave: string; readonly extra: string };
  readonly refund: { readonly failed: string; readonly processed: string };
  readonly webhookId: string;
  readonly discrepancy: { readonly open: string; readonly closed: string };
  readonly day: string;
  readonly settlementId: string;
  readonly jobId: string;
}

/** A page by the name its picture gets. */
export type Pages = Readonly<Record<string, string>>;

/** Every page that this person may see, with something on it; the new ones see what is there before anything is. */
export const PAGES: Readonly<Record<Walker, (ids: PageIds) => Pages>> = {
  guest: guestPages,
  patient: patientPages,
  'patient of many visits': () => ({ 'visits-many': '/visits' }),
  'new patient': () => ({ 'visits-none': '/visits', 'account-new': '/account', 'visit-none': '/visit' }),
  doctor: doctorPages,
  lab: () => ({ 'lab-today': '/provider', 'lab-schedule': '/provider/schedule' }),
  'new doctor': () => ({
    'new-doctor-today': '/provider', 'new-doctor-week': '/provider/week', 'new-doctor-account': '/provider/account', 'new-doctor-details': '/provider/account/details', 'new-doctor-documents': '/provider/account/documents',
    'new-doctor-earnings': '/provider/earnings', 'new-doctor-schedule': '/provider/schedule',
  }),
  admin: adminPages,
  'admin who changes settings': settingsPages,
  'admin who views as a patient': ({ visit }) => ({ 'viewed-visits': '/visits', 'viewed-visit': `/visits/${visit.code}` }),
};

function guestPages({ slug, resetToken }: PageIds): Pages {
  return {
    home: '/',
    search: '/search',
    'search-specialisation': '/search?q=cardiology',
    'search-nothing': '/search?q=nothing-like-this',
    doctor: `/providers/${slug.doctor}`,
    lab: `/providers/${slug.lab}`,
    'visit-empty': '/visit',
    'sign-in': '/sign-in',
    register: '/register',
    'forgot-password': '/forgot-password',
    'reset-password': `/reset-password?token=${resetToken}`,
    'reset-password-spent': '/reset-password?token=none',
    'not-found': '/no-such-page',
    styleguide: '/styleguide',
  };
}

function patientPages({ visit, heldCode, visitCodes }: PageIds): Pages {
  return {
    basket: '/visit',
    visits: '/visits',
    ...Object.fromEntries(Object.entries(visitCodes).map(([status, code]) => [`visit-${status}`, `/visits/${code}`])),
    'visit-held': `/visits/${heldCode}`,
    pay: `/visits/${heldCode}/pay`,
    'pay-failed': `/visits/${heldCode}/pay?failed`,
    cancel: `/visits/${visit.code}/cancel`,
    'cancel-quoted': `/visits/${visit.code}/cancel?quote=${visit.quoteId}`,
    receipt: `/visits/${visit.code}/receipts/${visit.cancellationId}?recompute`,
    account: '/account',
    'no-such-visit': '/visits/none',
  };
}

function doctorPages({ booking, payout, rule, slug, settings }: PageIds): Pages {
  return {
    'doctor-today': '/provider',
    'doctor-day': `/provider?date=${booking.day}`,
    'doctor-week': `/provider/week?date=${booking.day}`,
    'doctor-booking': `/provider/bookings/${booking.given}`,
    'doctor-booking-coming': `/provider/bookings/${booking.confirmed}`,
    'doctor-booking-cancel': `/provider/bookings/${booking.confirmed}/cancel`,
    'doctor-earnings': '/provider/earnings',
    'doctor-payout': `/provider/earnings/${payout.paid}`,
    'doctor-payout-waiting': `/provider/earnings/${payout.waiting}`,
    'doctor-payee': '/provider/account',
    'doctor-payee-details': '/provider/account/details',
    'doctor-papers': '/provider/account/documents',
    'doctor-schedule': '/provider/schedule',
    'doctor-hours': `/provider/schedule/hours/${slug.clinic}`,
    'doctor-leave': '/provider/schedule/leave',
    'doctor-extra-session': '/provider/schedule/extra',
    'doctor-rule-remove': `/provider/schedule/rules/${rule.leave}/remove`,
    'doctor-minutes': `/provider/schedule/services/${settings.service}`,
    'doctor-booking-window': '/provider/schedule/window',
    'doctor-account': '/account',
  };
}

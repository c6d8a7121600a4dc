import { LOGINS } from '../demo-logins.ts';

/** Patients of the seeded world: the two demo logins and the people who fill the other screens. */
interface PatientPlan {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

export const PATIENTS = {
  meera: { ...LOGINS.meera, phone: '+91 90000 10421' },
  arjun: { ...LOGINS.arjun, phone: '+91 90000 10857' },
  fatima: { name: 'Fatima Shaikh', email: 'fatima.shaikh@example.com', phone: '+91 90000 11306' },
  joseph: { name: 'Joseph Mathew', email: 'joseph.mathew@example.com', phone: '+91 90000 11942' },
  lakshmi: { name: 'Lakshmi Venkatesh', email: 'lakshmi.venkatesh@example.com', phone: '+91 90000 12275' },
  gurpreet: { name: 'Gurpreet Singh', email: 'gurpreet.singh@example.com', phone: '+91 90000 12618' },
  tanvi: { name: 'Tanvi Bhosale', email: 'tanvi.bhosale@example.com', phone: '+91 90000 13033' },
  ramesh: { name: 'Ramesh Meena', email: 'ramesh.meena@example.com', phone: '+91 90000 13590' },
  ishita: { name: 'Ishita Banerjee', email: 'ishita.banerjee@example.com', phone: '+91 90000 14127' },
} as const satisfies Record<string, PatientPlan>;

export type PatientKey = keyof typeof PATIENTS;

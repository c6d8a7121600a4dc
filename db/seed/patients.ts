import { LOGINS } from '../demo-logins.ts';

/** Patients of the seeded world: the two demo logins and the people who fill the other screens. */
interface PatientPlan {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

export const PATIENTS = {
  meera: { ...LOGINS.meera, phone: '+919000010421' },
  arjun: { ...LOGINS.arjun, phone: '+919000010857' },
  fatima: { name: 'Fatima Shaikh', email: 'fatima.shaikh@example.com', phone: '+919000011306' },
  joseph: { name: 'Joseph Mathew', email: 'joseph.mathew@example.com', phone: '+919000011942' },
  lakshmi: { name: 'Lakshmi Venkatesh', email: 'lakshmi.venkatesh@example.com', phone: '+919000012275' },
  gurpreet: { name: 'Gurpreet Singh', email: 'gurpreet.singh@example.com', phone: '+919000012618' },
  tanvi: { name: 'Tanvi Bhosale', email: 'tanvi.bhosale@example.com', phone: '+919000013033' },
  ramesh: { name: 'Ramesh Meena', email: 'ramesh.meena@example.com', phone: '+919000013590' },
  ishita: { name: 'Ishita Banerjee', email: 'ishita.banerjee@example.com', phone: '+919000014127' },
} as const satisfies Record<string, PatientPlan>;

export type PatientKey = keyof typeof PATIENTS;

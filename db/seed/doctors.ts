import { BENGALURU_DOCTORS } from './doctors-bengaluru.ts';
import { JAIPUR_DOCTORS } from './doctors-jaipur.ts';
import { MUMBAI_DOCTORS } from './doctors-mumbai.ts';
import type { DoctorPlan } from './plan.ts';

const ALL_DOCTORS = { ...BENGALURU_DOCTORS, ...MUMBAI_DOCTORS, ...JAIPUR_DOCTORS };

export type DoctorKey = keyof typeof ALL_DOCTORS;

export const DOCTORS: Readonly<Record<DoctorKey, DoctorPlan>> = ALL_DOCTORS;

/** Away from next Monday to next Sunday. */
export const AWAY_NEXT_WEEK: Readonly<Partial<Record<DoctorKey, string>>> = {
  gowda: 'Conference in Hyderabad',
  joshi: 'Family leave',
};

/** One session more, on the coming Sunday. */
export const SUNDAY_SESSION = {
  doctor: 'rao',
  clinic: 'indiranagar',
  from: '10:00',
  to: '12:30',
  note: 'Sunday heart clinic',
} as const;

import type { CouponCode } from './coupons.ts';
import type { DoctorKey } from './doctors.ts';
import type { LabKey, LabOffer } from './labs.ts';
import type { PatientKey } from './patients.ts';

type ServiceRef = readonly [DoctorKey, 'consultation' | 'followUp'] | { [K in LabKey]: readonly [K, LabOffer<K>] }[LabKey];

export interface VisitPlan {
  readonly patient: PatientKey;
  /** Days from today; the first line takes the next day on which its provider works. */
  readonly day: number;
  readonly lines: readonly ServiceRef[];
  /** Days from the first line to a follow-up in the same visit. */
  readonly followUpAfter?: number;
  readonly coupon?: CouponCode;
  /** Of the line at that index; without one a line is completed when its time has passed. */
  readonly fates?: Readonly<Record<number, 'cancelled' | 'no_show'>>;
  /** Captured at once when absent. `declined_for_good` and `walked_away` end with the hold: every part is cancelled. */
  readonly payment?: 'declined_first' | 'declined_for_good' | 'walked_away';
}

/**
 * Oldest first. Lines are cancelled only where nothing was paid for them: money that goes back belongs to a refund
 * with a gateway behind it. Meera and Arjun keep WELCOME200 unused for whoever tries the demo.
 */
export const PAST_VISITS: readonly VisitPlan[] = [
  { patient: 'lakshmi', day: -30, lines: [['rao', 'consultation'], ['pulse', 'lipidProfile'], ['rao', 'followUp']], followUpAfter: 8, coupon: 'WELCOME200' },
  { patient: 'joseph', day: -30, lines: [['iyer', 'consultation']] },
  { patient: 'fatima', day: -29, lines: [['fernandes', 'consultation'], ['sagar', 'completeBloodCount'], ['sagar', 'thyroidProfile']], coupon: 'WELCOME200' },
  { patient: 'ramesh', day: -29, lines: [['sharma', 'consultation'], ['sharma', 'followUp']], followUpAfter: 5 },
  { patient: 'meera', day: -28, lines: [['rao', 'consultation'], ['pulse', 'completeBloodCount']], payment: 'declined_first' },
  { patient: 'gurpreet', day: -27, lines: [['gowda', 'consultation'], ['gowda', 'followUp']], followUpAfter: 10 },
  { patient: 'tanvi', day: -27, lines: [['joshi', 'consultation']], coupon: 'HEALTH10' },
  { patient: 'arjun', day: -26, lines: [['shenoy', 'consultation'], ['shenoy', 'followUp']], followUpAfter: 7 },
  { patient: 'ishita', day: -26, lines: [['kulkarni', 'consultation'], ['namma', 'completeBloodCount'], ['namma', 'thyroidProfile']], coupon: 'WELCOME200' },
  { patient: 'joseph', day: -25, lines: [['pulse', 'hba1c'], ['pulse', 'fastingGlucose']] },
  { patient: 'lakshmi', day: -24, lines: [['bhat', 'consultation']] },
  { patient: 'ramesh', day: -24, lines: [['mathur', 'consultation'], ['gulabi', 'lipidProfile'], ['mathur', 'followUp']], followUpAfter: 9, coupon: 'WELCOME200' },
  { patient: 'fatima', day: -23, lines: [['siddiqui', 'consultation']], fates: { 0: 'no_show' } },
  { patient: 'meera', day: -22, lines: [['iyer', 'consultation'], ['iyer', 'followUp']], followUpAfter: 6, fates: { 1: 'cancelled' } },
  { patient: 'gurpreet', day: -21, lines: [['reddy', 'consultation'], ['pulse', 'hba1c']], coupon: 'HEALTH10' },
  { patient: 'tanvi', day: -20, lines: [['desai', 'consultation'], ['sagar', 'lipidProfile']], coupon: 'WELCOME200' },
  { patient: 'ishita', day: -20, lines: [['thomas', 'consultation']], payment: 'walked_away' },
  { patient: 'ishita', day: -19, lines: [['thomas', 'consultation'], ['thomas', 'followUp']], followUpAfter: 4 },
  { patient: 'arjun', day: -18, lines: [['rao', 'consultation'], ['pulse', 'lipidProfile'], ['pulse', 'kidneyFunction']], coupon: 'HEALTH10' },
  { patient: 'joseph', day: -17, lines: [['hegde', 'consultation']] },
  { patient: 'ramesh', day: -17, lines: [['singhvi', 'consultation']], fates: { 0: 'no_show' } },
  { patient: 'lakshmi', day: -16, lines: [['pulse', 'vitaminD'], ['pulse', 'vitaminB12']], payment: 'declined_first' },
  { patient: 'fatima', day: -15, lines: [['mehta', 'consultation'], ['mehta', 'followUp']], followUpAfter: 7, coupon: 'HEALTH10' },
  { patient: 'gurpreet', day: -14, lines: [['iyer', 'consultation'], ['iyer', 'followUp']], followUpAfter: 8 },
  { patient: 'meera', day: -13, lines: [['kulkarni', 'consultation'], ['namma', 'bloodGroup']] },
  { patient: 'tanvi', day: -13, lines: [['sawant', 'consultation']] },
  { patient: 'ishita', day: -12, lines: [['menezes', 'consultation']] },
  { patient: 'joseph', day: -12, lines: [['rao', 'consultation'], ['rao', 'followUp']], followUpAfter: 7, coupon: 'HEALTH10' },
  { patient: 'ramesh', day: -11, lines: [['choudhary', 'consultation'], ['choudhary', 'followUp']], followUpAfter: 5, fates: { 1: 'cancelled' } },
  { patient: 'arjun', day: -10, lines: [['pulse', 'dengueNs1'], ['pulse', 'completeBloodCount']], payment: 'declined_for_good' },
  { patient: 'arjun', day: -10, lines: [['pulse', 'dengueNs1'], ['pulse', 'completeBloodCount']] },
  { patient: 'lakshmi', day: -9, lines: [['iyer', 'consultation'], ['pulse', 'electrolytes']] },
  { patient: 'fatima', day: -8, lines: [['contractor', 'consultation'], ['sagar', 'hba1c'], ['contractor', 'followUp']], followUpAfter: 12 },
  { patient: 'gurpreet', day: -8, lines: [['pulse', 'uricAcid'], ['pulse', 'crp']] },
  { patient: 'tanvi', day: -7, lines: [['patil', 'consultation'], ['patil', 'followUp']], followUpAfter: 13 },
  { patient: 'ramesh', day: -6, lines: [['agarwal', 'consultation'], ['gulabi', 'completeBloodCount']] },
  { patient: 'joseph', day: -6, lines: [['rao', 'consultation']], fates: { 0: 'no_show' } },
  { patient: 'meera', day: -5, lines: [['iyer', 'consultation'], ['pulse', 'thyroidProfile']] },
  { patient: 'ishita', day: -5, lines: [['rao', 'consultation'], ['pulse', 'completeBloodCount'], ['rao', 'followUp']], followUpAfter: 9 },
  { patient: 'gurpreet', day: -4, lines: [['rao', 'consultation']], payment: 'walked_away' },
  { patient: 'ramesh', day: -4, lines: [['rathore', 'consultation']] },
];

export const COMING_VISITS: readonly VisitPlan[] = [
  { patient: 'joseph', day: 0, lines: [['pulse', 'completeBloodCount'], ['pulse', 'esr']] },
  { patient: 'fatima', day: 0, lines: [['fernandes', 'consultation'], ['fernandes', 'followUp']], followUpAfter: 7, fates: { 1: 'cancelled' } },
  { patient: 'lakshmi', day: 1, lines: [['rao', 'consultation'], ['pulse', 'electrolytes']], coupon: 'HEALTH10' },
  { patient: 'gurpreet', day: 1, lines: [['iyer', 'consultation'], ['pulse', 'uricAcid']] },
  { patient: 'ishita', day: 1, lines: [['rao', 'consultation']], payment: 'declined_first' },
  { patient: 'meera', day: 2, lines: [['rao', 'consultation'], ['pulse', 'lipidProfile'], ['rao', 'followUp']], followUpAfter: 7 },
  { patient: 'arjun', day: 2, lines: [['iyer', 'consultation'], ['iyer', 'followUp']], followUpAfter: 6, fates: { 1: 'cancelled' } },
  { patient: 'ramesh', day: 3, lines: [['sharma', 'consultation'], ['gulabi', 'thyroidProfile']] },
  { patient: 'tanvi', day: 4, lines: [['desai', 'consultation']], coupon: 'HEALTH10' },
  { patient: 'joseph', day: 6, lines: [['reddy', 'consultation'], ['pulse', 'hba1c'], ['pulse', 'fastingGlucose']], coupon: 'WELCOME200' },
  { patient: 'fatima', day: 8, lines: [['siddiqui', 'consultation']] },
  { patient: 'ishita', day: 10, lines: [['kulkarni', 'consultation']], coupon: 'HEALTH10' },
];

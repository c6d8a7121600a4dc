import type { DoctorKey } from './doctors.ts';
import type { LabKey } from './labs.ts';

/** Banks whose branches the seeded providers have their accounts at, taken in turn. */
export const BANKS = [
  { ifsc: 'HDFC0000240', name: 'HDFC Bank' },
  { ifsc: 'ICIC0000001', name: 'ICICI Bank' },
  { ifsc: 'SBIN0000813', name: 'State Bank of India' },
  { ifsc: 'UTIB0000009', name: 'Axis Bank' },
  { ifsc: 'KKBK0000958', name: 'Kotak Mahindra Bank' },
  { ifsc: 'CNRB0000402', name: 'Canara Bank' },
  { ifsc: 'PUNB0024000', name: 'Punjab National Bank' },
  { ifsc: 'BARB0INDIRA', name: 'Bank of Baroda' },
] as const;

/** Ends of account numbers that the emulator's banks have a will of their own about (its README, magic values). */
export const SPECIAL_ENDS: Readonly<Partial<Record<DoctorKey | LabKey, string>>> = {
  // Every payout fails: the account is closed.
  gowda: '02',
  // Paid, and sent back by the bank later.
  joshi: '04',
  // The bank knows the account under another name.
  mehta: '92',
  // The bank does not know the account.
  siddiqui: '91',
};

/** Where the other numbers begin to end: clear of every special one. */
export const FIRST_PLAIN_END = 11;

/** Under which name the bank has the one account that waits for a person. */
export const OTHER_NAME = { registeredName: 'SURESH KUMAR YADAV', nameMatchScore: 40 };

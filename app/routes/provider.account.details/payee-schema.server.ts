import { z } from 'zod';
import { emailField, phoneField } from '#app/auth/credential-fields.ts';
import type { PayoutAccountKind } from '#app/domain/onboarding.ts';
import { ACCOUNT_NUMBER_PATTERN, hasPanHolder, IFSC_PATTERN, PAN_PATTERN, PAYEE_NAME_PATTERN, tidyCode, VPA_PATTERN } from '#app/domain/payee.ts';
import { findBankName } from '#app/razorpay/bank-directory.server.ts';

/** RazorpayX keeps 50 characters of a contact's name, banks hardly more. */
const NAME_MAX = 100;
const REGISTRATION_MAX = 60;

function nameField(missing: string) {
  return z
    .string({ error: missing })
    .trim()
    .min(3, 'Write the whole name')
    .max(NAME_MAX, `Use at most ${NAME_MAX} characters`)
    .regex(PAYEE_NAME_PATTERN, 'Use the letters A to Z, as the bank and the tax office do');
}

const registrationField = z
  .string({ error: 'Enter your registration number' })
  .trim()
  .min(3, 'Enter the whole registration number')
  .max(REGISTRATION_MAX, `Use at most ${REGISTRATION_MAX} characters`)
  .regex(/^[\w /.-]+$/, 'A registration number has letters, digits, spaces and the signs / . - only');

const panField = z
  .string({ error: 'Enter your PAN' })
  .transform(tidyCode)
  .refine((pan) => PAN_PATTERN.test(pan), 'A PAN has five letters, four digits and a letter, like ABCPR1234F')
  .refine((pan) => !PAN_PATTERN.test(pan) || hasPanHolder(pan), 'The fourth letter of a PAN says whose it is: P for a person, C for a company, F for a firm. Check it.');

const ifscField = z
  .string({ error: 'Enter the IFSC of the branch' })
  .transform(tidyCode)
  .refine((ifsc) => IFSC_PATTERN.test(ifsc), 'An IFSC has four letters, a zero and six more characters, like HDFC0000240')
  .refine((ifsc) => !IFSC_PATTERN.test(ifsc) || findBankName(ifsc) !== null, 'No bank has a branch with this IFSC. It is printed on the cheque book and the passbook.');

const numberField = z
  .string({ error: 'Enter the account number' })
  .transform(tidyCode)
  .refine((number) => ACCOUNT_NUMBER_PATTERN.test(number), 'An account number has 8 to 35 digits or letters, no signs');

const vpaField = z
  .string({ error: 'Enter the UPI id' })
  .trim()
  .toLowerCase()
  .refine((vpa) => VPA_PATTERN.test(vpa), 'A UPI id looks like name@bank');

/** What is with us already and may be left empty. */
export interface Known {
  readonly pan: boolean;
  readonly account: PayoutAccountKind | null;
}

export function payeeSchema(known: Known) {
  const everybody = {
    legalName: nameField('Enter your name as on the PAN card'),
    email: emailField,
    phone: phoneField,
    registrationNumber: registrationField,
    pan: known.pan ? panField.optional() : panField,
    holderName: nameField('Enter the account holder’s name as the bank has it'),
  };
  const bank = z
    .object({
      ...everybody,
      kind: z.literal('bank_account'),
      ifsc: ifscField,
      accountNumber: known.account === 'bank_account' ? numberField.optional() : numberField,
      accountNumberAgain: z.string().transform(tidyCode).optional(),
    })
    // Said together with what else is wrong: the number has to be typed once more in any case.
    .refine((typed) => typed.accountNumber === undefined || typed.accountNumber === typed.accountNumberAgain, {
      path: ['accountNumberAgain'],
      message: 'The two numbers are not the same. Type both once more.',
      when: () => true,
    });
  const upi = z.object({ ...everybody, kind: z.literal('vpa'), vpa: known.account === 'vpa' ? vpaField.optional() : vpaField });
  return z.discriminatedUnion('kind', [bank, upi], { error: 'Choose where you want to be paid' });
}

import { z } from 'zod';
import { emailAddress } from '#app/domain/email-address.ts';
import { PASSWORD_LENGTH } from './password-rule.ts';

const PASSWORD_MAX_LENGTH = 200;

/** The most guessed passwords that are long enough; a rule about digits and signs would only produce more of them. */
const MOST_GUESSED = new Set([
  '1234567890', '12345678910', '0123456789', '0987654321', '9876543210', '1234567891', '1q2w3e4r5t', '1qaz2wsx3edc',
  'qwertyuiop', 'qwerty1234', 'qwerty12345', 'qwerty123456', 'password12', 'password123', 'password1234', 'passw0rd123',
  'password@123', 'iloveyou123', 'iloveyou12', 'welcome123', 'welcome@123', 'admin12345', 'admin@1234', 'administrator',
  'letmein123', 'changeme123', 'india12345', 'india@1234', 'india@12345', 'bangalore123', 'mumbai1234', 'krishna123',
  'sairam1234', 'jaishriram', 'ganesh1234', 'abcdefghij', 'abcd123456', 'abc1234567', 'football123', 'cricket123',
  'onevisit123', 'onevisit1234', 'computer123', 'princess123', 'sunshine123',
]);

export const emailField = emailAddress;

/** For a password that exists already: whatever it is, it may be tried. */
export const currentPasswordField = z
  .string({ error: 'Enter your password' })
  .max(PASSWORD_MAX_LENGTH, `A password has at most ${PASSWORD_MAX_LENGTH} characters`);

/** Length is what makes a password strong (NIST SP 800-63B 5.1.1.2): no rules about signs. */
export const newPasswordField = z
  .string({ error: 'Choose a password' })
  .min(PASSWORD_LENGTH, `Choose a password with at least ${PASSWORD_LENGTH} characters`)
  .max(PASSWORD_MAX_LENGTH, `Choose a password with at most ${PASSWORD_MAX_LENGTH} characters`)
  .refine((password) => !isEasyToGuess(password), 'This password is one of the first that anybody tries. Choose another; three or four words do well.');

/** An Indian mobile number in any usual spelling, normalised to `+91XXXXXXXXXX`. */
export const phoneField = z
  .string({ error: 'Enter your mobile number' })
  .transform((typed) => /^(?:\+?91|0)?([6-9]\d{9})$/.exec(typed.replaceAll(/[\s().-]/g, ''))?.[1])
  .refine((digits) => digits !== undefined, 'Enter an Indian mobile number with 10 digits, like 98765 43210')
  .transform((digits) => `+91${digits}`);

function isEasyToGuess(password: string): boolean {
  return MOST_GUESSED.has(password.toLowerCase()) || new Set(password).size < 3;
}

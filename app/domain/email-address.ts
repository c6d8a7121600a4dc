import { z } from 'zod';

/** `account.email` holds 190 characters. */
const EMAIL_MAX_LENGTH = 190;

/** An e-mail address as accounts keep it: without spaces around it, in small letters. */
export const emailAddress = z
  .string({ error: 'Enter your e-mail address' })
  .trim()
  .toLowerCase()
  .max(EMAIL_MAX_LENGTH, 'This e-mail address is too long')
  .pipe(z.email('Enter an e-mail address like name@example.com'));

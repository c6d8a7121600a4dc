import { z } from 'zod';
import { emailField, newPasswordField, phoneField } from '#app/auth/credential-fields.ts';

const NAME_MAX_LENGTH = 120;

export const registerSchema = z.object({
  name: z
    .string({ error: 'Enter your full name' })
    .trim()
    .min(2, 'Enter your full name')
    .max(NAME_MAX_LENGTH, `Use at most ${NAME_MAX_LENGTH} characters`)
    .regex(/^\P{Cc}*$/u, 'Enter your name on one line'),
  email: emailField,
  phone: phoneField,
  password: newPasswordField,
});

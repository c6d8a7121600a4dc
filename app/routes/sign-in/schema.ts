import { z } from 'zod';
import { currentPasswordField, emailField } from '#app/auth/credential-fields.ts';

export const signInSchema = z.object({ email: emailField, password: currentPasswordField });

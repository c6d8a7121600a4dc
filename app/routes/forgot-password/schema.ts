import { z } from 'zod';
import { emailField } from '#app/auth/credential-fields.ts';

export const forgotPasswordSchema = z.object({ email: emailField });

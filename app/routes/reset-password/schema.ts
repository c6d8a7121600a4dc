import { z } from 'zod';
import { newPasswordField } from '#app/auth/credential-fields.ts';

export const resetPasswordSchema = z.object({ password: newPasswordField });

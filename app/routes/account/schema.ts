import { z } from 'zod';
import { currentPasswordField, newPasswordField } from '#app/auth/credential-fields.ts';

/** What the page's three forms ask for. */
export const accountSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('change-password'), currentPassword: currentPasswordField, password: newPasswordField }),
  z.object({ intent: z.literal('end-session'), session: z.hash('sha256', { error: 'This is not one of your devices' }) }),
  z.object({ intent: z.literal('end-others') }),
]);

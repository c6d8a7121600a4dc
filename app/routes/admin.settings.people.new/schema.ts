import { z } from 'zod';
import { emailField } from '#app/auth/credential-fields.ts';
import { reasonField, textField } from '../admin.settings._index/fields.ts';

export const roleFields = {
  role: z.enum(['admin', 'doctor'], { error: 'Choose a role' }),
  provider: z.string().optional().transform((id) => id || null),
};

export const invitationSchema = z.object({ name: textField('Enter their name', 120), email: emailField, ...roleFields, reason: reasonField });

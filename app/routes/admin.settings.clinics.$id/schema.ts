import { z } from 'zod';
import { reasonField, textField } from '../admin.settings._index/fields.ts';

const facts = {
  name: textField('Enter its name', 120),
  address: textField('Enter house and street', 200),
  locality: textField('Enter the part of the city', 80),
  pinCode: z.string({ error: 'Enter the PIN code' }).trim().regex(/^[1-9]\d{5}$/, 'Enter a PIN code with 6 digits, like 560038'),
  phone: z.string({ error: 'Enter its phone number' }).trim().regex(/^\+?[\d ()-]{6,20}$/, 'Enter a phone number, like +91 80 4012 3456').max(20, 'Use at most 20 characters'),
  zone: textField('Enter a time zone like Asia/Kolkata', 60),
  reason: reasonField,
};

export const clinicSchema = z.object(facts);
const optional = z.string().trim().max(80, 'Use at most 80 characters').optional().transform((typed) => typed || null);
/** Which city it is, and whether one is named at all, is the use-case's word. */
export const newClinicSchema = z.object({ ...facts, city: optional, newCity: optional });

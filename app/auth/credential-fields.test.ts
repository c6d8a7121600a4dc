import { expect, test } from 'vitest';
import { emailField, newPasswordField, phoneField } from './credential-fields.ts';

test.each(['9876543210', '+91 98765 43210', '098765-43210', '91 98765 43210', '+91-(98765)-43210', '98765.43210'])('%s is one number', (typed) => {
  expect(phoneField.parse(typed)).toBe('+919876543210');
});

test('a number that begins with 91 is not taken for the country code', () => {
  expect(phoneField.parse('9123456780')).toBe('+919123456780');
});

test.each(['5876543210', '98765', '+1 987 654 3210', '98765432101', 'call me', '९८७६५४३२१०'])('%s is no Indian mobile number', (typed) => {
  expect(phoneField.safeParse(typed).success).toBe(false);
});

test.each(['password123', 'PASSWORD123', 'aaaaaaaaaaaa', 'abababababab', 'short-one', 'x'.repeat(201)])('%s is refused as a password', (typed) => {
  expect(newPasswordField.safeParse(typed).success).toBe(false);
});

test.each(['three green parrots', 'पीला हाथी नाचता', 'onevisit-demo'])('%s is accepted as a password', (typed) => {
  expect(newPasswordField.safeParse(typed).success).toBe(true);
});

test('an e-mail is trimmed and lower case', () => {
  expect(emailField.parse('  Meera@Example.IN ')).toBe('meera@example.in');
  expect(emailField.safeParse('meera@').success).toBe(false);
});

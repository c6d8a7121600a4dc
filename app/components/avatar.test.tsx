import { expect, it } from 'vitest';
import { initialsOf } from '#app/components/avatar.tsx';

it.each([
  ['Dr. Meera Nair', 'MN'],
  ['dr meera', 'M'],
  ['Venkata Satyanarayana Lakshmi Rao', 'VR'],
  ['Prof. Dr. Asha', 'A'],
  ['', ''],
])('%s is %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

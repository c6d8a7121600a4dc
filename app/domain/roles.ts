/** `doctor` is any provider's login; labs use it too (product.md 1). */
export type Role = 'patient' | 'doctor' | 'admin';

/** Where a person lands after signing in. */
export const HOME_OF_ROLE: Readonly<Record<Role, string>> = {
  patient: '/visits',
  doctor: '/provider',
  admin: '/admin',
};

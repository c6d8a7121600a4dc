import type { Role } from '#app/domain/roles.ts';

export interface DemoLogin {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const DEMO_PASSWORD = 'onevisit-demo';

/** Who can sign in to the seeded world. A lab signs in as any provider does; Dr Singhvi has not given an account to be paid to yet. */
export const LOGINS = {
  meera: { role: 'patient', name: 'Meera Nair', email: 'meera.nair@example.com', password: DEMO_PASSWORD },
  arjun: { role: 'patient', name: 'Arjun Patel', email: 'arjun.patel@example.com', password: DEMO_PASSWORD },
  rao: { role: 'doctor', name: 'Dr Ananya Rao', email: 'ananya.rao@onevisit.example', password: DEMO_PASSWORD },
  iyer: { role: 'doctor', name: 'Dr Vikram Iyer', email: 'vikram.iyer@onevisit.example', password: DEMO_PASSWORD },
  singhvi: { role: 'doctor', name: 'Dr Mohit Singhvi', email: 'mohit.singhvi@onevisit.example', password: DEMO_PASSWORD },
  pulse: { role: 'doctor', name: 'Pulse Diagnostics', email: 'frontdesk@pulse.example', password: DEMO_PASSWORD },
  kavita: { role: 'admin', name: 'Kavita Menon', email: 'kavita.menon@onevisit.example', password: DEMO_PASSWORD },
  rohan: { role: 'admin', name: 'Rohan Das', email: 'rohan.das@onevisit.example', password: DEMO_PASSWORD },
} as const satisfies Record<string, DemoLogin>;

export type LoginKey = keyof typeof LOGINS;

export const DEMO_LOGINS: readonly DemoLogin[] = Object.values(LOGINS);

import type { Migration } from '../migrate.ts';

/** People are listed by role and e-mail. */
export const configuration: Migration = {
  name: '0013-configuration',
  statements: [`ALTER TABLE account ADD KEY account_role (role, email)`],
};

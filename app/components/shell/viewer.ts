import type { Role } from '#app/domain/roles.ts';

/** Who looks at the page, as far as the shell must know. */
export interface ShellViewer {
  name: string;
  role: Role;
}

import { closeServerResources } from '#app/server-resources.server.ts';

/** Test files share a process, so that each need not load the whole product again: none finds what another has set. */
const shared = globalThis as { environmentAtStart?: NodeJS.ProcessEnv };
shared.environmentAtStart ??= { ...process.env };
for (const name of Object.keys(process.env)) if (!(name in shared.environmentAtStart) && !name.startsWith('VITEST')) delete process.env[name];
Object.assign(process.env, shared.environmentAtStart);
await closeServerResources();

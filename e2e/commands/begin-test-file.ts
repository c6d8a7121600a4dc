import fc from 'fast-check';
import { closeServerResources } from '#app/server-resources.server.ts';

/** Test files share a process, so that each need not load the whole product again: none finds what another has set. */
const shared = globalThis as { environmentAtStart?: NodeJS.ProcessEnv };
shared.environmentAtStart ??= { ...process.env };
for (const name of Object.keys(process.env)) if (!(name in shared.environmentAtStart) && !name.startsWith('VITEST')) delete process.env[name];
Object.assign(process.env, shared.environmentAtStart);
await closeServerResources();

// Properties draw what the run's seed says: a red one is red again. Another seed looks elsewhere (`npm test -- --seed N`).
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.TEST_SEED ?? 1) });

import { parseArgs } from 'node:util';
import { INVITATION_HOURS } from '#app/domain/settings-bounds.ts';
import { openFirstAdmin } from '#app/use-cases/open-first-admin.server.ts';
import { openDatabase } from '#db/client.ts';
import { requireDatabaseUrl } from '#db/exports/running-demo.ts';
import { findPendingMigrations } from '#db/migrate.ts';

/** `npm run first-admin`: how somebody gets in where nobody can invite yet. The link goes by mail only, never to a terminal. */
const HELP = `npm run first-admin -- --email you@clinic.example --name "Your Name"

Opens the first admin's account on the database that DATABASE_URL names. The worker sends the link to choose a password.
Where there is an admin already it changes nothing: admins invite people on the desk, under Settings, People and roles.
`;

function readWish(): { email: string; name: string } | null {
  const { values } = parseArgs({ options: { email: { type: 'string' }, name: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } });
  if (values.help) return null;
  if (!values.email || !values.name) throw new Error('Say whom: --email you@clinic.example --name "Your Name"');
  return { email: values.email, name: values.name };
}

async function main(): Promise<void> {
  const wish = readWish();
  if (!wish) {
    process.stdout.write(HELP);
    return;
  }
  const db = openDatabase(requireDatabaseUrl(), { connections: 2 });
  try {
    const pending = await findPendingMigrations(db).catch((error: unknown) => {
      // ER_NO_SUCH_TABLE: nothing was ever migrated.
      if ((error as { errno?: number }).errno === 1146) return ['all'];
      throw error;
    });
    if (pending.length > 0) throw new Error('The database is not migrated yet. Run `npm run migrate` first.');
    const opened = await openFirstAdmin(db, { ...wish, now: new Date() });
    if (!opened.ok) throw new Error(opened.refusal.message);
    process.stdout.write(`The account is open. The worker now writes to ${opened.value.email}; the link works once, within ${INVITATION_HOURS} hours.\nAfter that, “Forgotten your password?” on the sign-in page sends another one.\n`);
  } finally {
    await db.destroy();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

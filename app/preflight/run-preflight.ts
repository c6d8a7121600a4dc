import { openDatabase } from '#db/client.ts';
import { checkApi } from './check-api.ts';
import { checkDatabase } from './check-database.ts';
import { checkKeys } from './check-keys.ts';
import { checkMail } from './check-mail.ts';
import { checkPayoutAccount } from './check-payout-account.ts';
import { checkPublicOrigin } from './check-public-origin.ts';
import { checkQueue } from './check-queue.ts';
import { checkSettings } from './check-settings.ts';
import { checkWebhookSecrets } from './check-webhook-secrets.ts';
import { checkWebhooks } from './check-webhooks.ts';
import { FINDING_GROUPS, type Finding, type Settings } from './finding.ts';

/**
 * Everything that must be right before money moves, looked at from where the product runs. It works with half an
 * environment, changes nothing, and says no secret.
 */
export async function runPreflight(settings: Settings, now: Date): Promise<Finding[]> {
  const outside = [checkApi(settings), checkPayoutAccount(settings), checkPublicOrigin(settings), checkQueue(settings), checkMail(settings)];
  const findings = await Promise.all([checkSettings(settings), checkKeys(settings), checkWebhookSecrets(settings), ...outside, checkOwnDatabase(settings, now)]);
  return findings.flat().toSorted((a, b) => FINDING_GROUPS.indexOf(a.group) - FINDING_GROUPS.indexOf(b.group));
}

async function checkOwnDatabase(settings: Settings, now: Date): Promise<Finding[]> {
  if (!settings.DATABASE_URL || !URL.canParse(settings.DATABASE_URL)) return checkWebhooks(settings, null, now);
  const db = openDatabase(settings.DATABASE_URL, { connections: 2 });
  try {
    const own = await checkDatabase(settings, db);
    const readable = !own.some(({ state, check }) => state === 'fail' && (check === 'Database' || check === 'Migrations'));
    return [...(await checkWebhooks(settings, readable ? db : null, now)), ...own];
  } finally {
    await db.destroy();
  }
}

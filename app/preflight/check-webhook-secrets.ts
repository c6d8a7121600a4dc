import { findingsOf, type Finding, type Settings } from './finding.ts';

const SHORTEST = 24;
const SECRETS = { RAZORPAY_WEBHOOK_SECRET: 'Secret of pay-in', RAZORPAYX_WEBHOOK_SECRET: 'Secret of RazorpayX' } as const;
const OTHERS = ['RAZORPAY_KEY_SECRET', 'RAZORPAYX_KEY_SECRET', 'SESSION_SECRET'];

/** Whoever knows a webhook secret can tell us that money came. */
export function checkWebhookSecrets(settings: Settings): Finding[] {
  return Object.entries(SECRETS).flatMap(([name, check]) => {
    const secret = settings[name];
    if (!secret) return [];
    const { ok, warn, fail } = findingsOf('Webhooks', check);
    const mend = `Make a new one (openssl rand -hex 32), give it to the webhook in the dashboard, and set it as ${name}.`;
    const twin = [...Object.keys(SECRETS), ...OTHERS].find((other) => other !== name && settings[other] === secret);
    if (twin) return [fail(`${name} is the same as ${twin}.`, mend)];
    if (secret.length < SHORTEST) return [fail(`${name} has fewer than ${SHORTEST} characters.`, mend)];
    if (new Set(secret).size < SHORTEST / 3) return [warn(`${name} repeats few characters.`, mend)];
    return [ok('Set, long enough, and used for nothing else.')];
  });
}

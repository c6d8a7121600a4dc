import { probeRazorpay, type Probe } from '../razorpay/probe.server.ts';
import { apiOriginOf, findingsOf, type Finding, type Settings } from './finding.ts';

const WARN_SECONDS = 5;
const FAIL_SECONDS = 30;
/** A `Date` header has whole seconds. */
const HALF_SECOND_MS = 500;

/** Whether Razorpay answers with these keys, and whether our clocks agree: signatures, holds and reconciliation live by them. */
export async function checkApi(settings: Settings): Promise<Finding[]> {
  const { RAZORPAY_KEY_ID: keyId, RAZORPAY_KEY_SECRET: keySecret } = settings;
  if (!keyId || !keySecret) return [];
  const origin = apiOriginOf(settings);
  const probe = await probeRazorpay({ origin, keyId, keySecret });
  return [answerFinding(probe, origin), ...(probe.kind === 'answered' && probe.theirs ? [clockFinding(probe.theirs, probe.ours)] : [])];
}

function answerFinding(probe: Probe, origin: string): Finding {
  const { ok, fail } = findingsOf('Razorpay', 'API');
  if (probe.kind === 'silent') return fail(`${origin} does not answer (${probe.cause}).`, `Let this server reach ${origin} on port 443, and look at Razorpay’s status page.`);
  const { status, description } = probe;
  if (status >= 200 && status < 300) return ok('Razorpay answers with these keys.');
  if (/access denied|from this IP|not allowed/i.test(description ?? '') && status !== 401) return fail(`Razorpay refuses this server: ${description}`, 'Add this server’s outgoing address to the allow-list in Razorpay’s dashboard.');
  if (status === 401 || /authentication|api key/i.test(description ?? '')) return fail('Razorpay does not know these keys.', 'Copy the key id and its secret again from the dashboard, both of the same pair.');
  return fail(`Razorpay answers ${status}${description ? `: ${description}` : ''}.`, 'Look at Razorpay’s status page, and ask its support when it stays so.');
}

export function clockFinding(theirs: Date, ours: Date): Finding {
  const { ok, warn, fail } = findingsOf('Razorpay', 'Clock');
  const seconds = Math.round((ours.getTime() - theirs.getTime() - HALF_SECOND_MS) / 1_000);
  const apart = Math.abs(seconds);
  const found = `This server’s clock is ${apart} seconds ${seconds > 0 ? 'ahead of' : 'behind'} Razorpay’s.`;
  const mend = 'Let the server’s clock be set by a time server (NTP).';
  if (apart > FAIL_SECONDS) return fail(found, mend);
  return apart > WARN_SECONDS ? warn(found, mend) : ok('This server’s clock agrees with Razorpay’s.');
}

import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { isRazorpay } from '../env.server.ts';
import { apiOriginOf, findingsOf, type Finding, type Settings } from './finding.ts';

const HEALTH_TIMEOUT_MS = 5_000;
/** Hosts that Razorpay sends no webhook to. */
const BLOCKED = /(^|\.)(localhost|local|internal|ngrok\.io|ngrok-free\.app|loca\.lt|webhook\.site|requestbin\.com|beeceptor\.com)$/i;

const inside = new BlockList();
for (const [net, bits] of [['10.0.0.0', 8], ['127.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['169.254.0.0', 16], ['100.64.0.0', 10], ['0.0.0.0', 8]] as const) inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['::1', 128], ['fc00::', 7], ['fe80::', 10]] as const) inside.addSubnet(net, bits, 'ipv6');

function isInside(address: string): boolean {
  return inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether Razorpay and patients can reach us where we say we are. */
export async function checkPublicOrigin(settings: Settings): Promise<Finding[]> {
  if (!settings.PUBLIC_ORIGIN || !URL.canParse(settings.PUBLIC_ORIGIN)) return [];
  const { ok, warn, fail } = findingsOf('Webhooks', 'Public address');
  const url = new URL(settings.PUBLIC_ORIGIN);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An emulator stands beside us and reaches what nobody else does.
  const bad = isRazorpay(apiOriginOf(settings)) ? fail : warn;
  const mend = 'Set PUBLIC_ORIGIN to the https address that patients use, on a public host and port 443.';
  if (url.protocol !== 'https:') return [bad(`${url.origin} is not https.`, mend)];
  if (url.port !== '') return [bad(`${url.origin} is on port ${url.port}; Razorpay calls port 443 only.`, mend)];
  if (BLOCKED.test(host)) return [bad(`Razorpay sends nothing to ${host}.`, mend)];
  if (/razorpay/i.test(host)) return [bad('Razorpay refuses hosts with “razorpay” in their name.', mend)];
  const addresses = isIP(host) ? [host] : await lookup(host, { all: true }).then((found) => found.map(({ address }) => address), () => []);
  if (addresses.length === 0) return [bad(`${host} has no address in the DNS.`, `Make a DNS record for ${host} that leads to the web server.`)];
  if (addresses.some(isInside)) return [bad(`${host} leads to ${addresses.find(isInside)}, which is not reachable from outside.`, `Let the DNS record of ${host} name a public address.`)];
  const answers = await fetch(`${url.origin}/healthz`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) }).then((answer) => answer.ok, () => false);
  return [answers ? ok(`${url.origin} is public and answers.`) : warn(`${url.origin} is public, and does not answer from here.`, 'Start the web server, let the proxy lead to it, and look at the certificate.')];
}

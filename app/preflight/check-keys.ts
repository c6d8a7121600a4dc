import { isRazorpay, keyFault } from '../env.server.ts';
import { apiOriginOf, findingsOf, type Finding, type Settings } from './finding.ts';

const NAMES = { RAZORPAY_KEY_ID: 'Razorpay', RAZORPAYX_KEY_ID: 'RazorpayX' } as const;

/** Test or live, and whether that fits this place. */
export function checkKeys(settings: Settings): Finding[] {
  const origin = apiOriginOf(settings);
  return Object.entries(NAMES).flatMap(([name, group]) => {
    const keyId = settings[name];
    if (!keyId) return [];
    const { ok, warn, fail } = findingsOf(group, 'API key');
    const place = {
      NODE_ENV: settings.NODE_ENV === 'development' ? ('development' as const) : settings.NODE_ENV === 'test' ? ('test' as const) : ('production' as const),
      RAZORPAY_API_ORIGIN: origin,
      RAZORPAY_MODE: settings.RAZORPAY_MODE === 'test' ? ('test' as const) : ('live' as const),
    };
    const fault = keyFault(place, keyId);
    if (fault !== null) return [fail(`${name}: ${fault}.`, `Put the right key pair into ${name} and its secret; the product does not start with this one.`)];
    if (!isRazorpay(origin)) return [warn(`Keys of an emulator at ${origin}; no money moves.`, 'For Razorpay itself, leave RAZORPAY_API_ORIGIN and RAZORPAY_CHECKOUT_ORIGIN unset and use its keys.')];
    if (keyId.startsWith('rzp_test_')) return [warn('Test keys; no money moves.', 'When the rehearsal is over, set live keys and remove RAZORPAY_MODE.')];
    return [ok('Live keys.')];
  });
}

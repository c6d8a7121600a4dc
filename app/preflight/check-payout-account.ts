import { formatPaise } from '../domain/money.ts';
import { isRazorpay } from '../env.server.ts';
import { createPayoutGateway } from '../razorpay/payout-gateway.server.ts';
import { apiOriginOf, findingsOf, type Finding, type Settings } from './finding.ts';

/** Whether RazorpayX knows our account and tells its balance, and what only its dashboard shows. */
export async function checkPayoutAccount(settings: Settings): Promise<Finding[]> {
  const { RAZORPAY_KEY_ID, RAZORPAY_KEY_SECRET, RAZORPAYX_ACCOUNT_NUMBER, RAZORPAYX_KEY_ID, RAZORPAYX_KEY_SECRET } = settings;
  const origin = apiOriginOf(settings);
  const allowList = isRazorpay(origin) && !(RAZORPAYX_KEY_ID ?? RAZORPAY_KEY_ID)?.startsWith('rzp_test_') ? [allowListFinding()] : [];
  if (!RAZORPAY_KEY_ID || !RAZORPAY_KEY_SECRET || !RAZORPAYX_ACCOUNT_NUMBER) return allowList;
  const { ok, warn, fail } = findingsOf('RazorpayX', 'Account');
  if ((RAZORPAYX_KEY_ID === undefined) !== (RAZORPAYX_KEY_SECRET === undefined)) {
    return [fail('Only one of RAZORPAYX_KEY_ID and RAZORPAYX_KEY_SECRET is set.', 'Set both, or neither when RazorpayX shares the keys above.'), ...allowList];
  }
  const gateway = createPayoutGateway({ RAZORPAY_API_ORIGIN: origin, RAZORPAY_KEY_ID, RAZORPAY_KEY_SECRET, RAZORPAYX_ACCOUNT_NUMBER, RAZORPAYX_KEY_ID, RAZORPAYX_KEY_SECRET });
  const answer = await gateway.fetchBalance();
  const shown = `…${RAZORPAYX_ACCOUNT_NUMBER.slice(-4)}`;
  if (answer.kind === 'refused') return [fail(`RazorpayX refuses to tell the balance: ${answer.description}`, 'Activate RazorpayX for this account, and use keys of the same mode as the account.'), ...allowList];
  if (answer.kind === 'unknown') {
    const known = answer.cause !== 'no balance of our account';
    return [known ? fail(`RazorpayX does not answer (${answer.cause}).`, 'Let this server reach RazorpayX, and look at its status page.') : fail(`RazorpayX has no account ${shown} under these keys.`, 'Copy RAZORPAYX_ACCOUNT_NUMBER from RazorpayX: test and live have different numbers.'), ...allowList];
  }
  const balance = `Account ${shown} has ${formatPaise(answer.value)}.`;
  return [answer.value > 0 ? ok(balance) : warn(balance, 'Load the account before the first payout; until then payouts wait in the queue.'), ...allowList];
}

function allowListFinding(): Finding {
  return findingsOf('RazorpayX', 'Allowed addresses').byHand(
    'In live mode RazorpayX takes contacts, accounts and payouts only from addresses on its list, and does not tell which they are.',
    'In RazorpayX, under Developer controls, add each outgoing address of web and worker (at most 20).',
  );
}

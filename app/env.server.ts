import { z } from 'zod';

/** A month: the longest that a provider may be asked to wait. */
const PAYOUT_HOLD_HOURS_MAX = 720;

const origin = z.url().transform((url) => new URL(url).origin);

const fields = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  DATABASE_URL: z.url(),
  JOBS_DATABASE_URL: z.url(),
  PUBLIC_ORIGIN: origin,
  SESSION_SECRET: z.string().min(32, 'SESSION_SECRET needs at least 32 characters'),
  RAZORPAY_API_ORIGIN: origin.default('https://api.razorpay.com'),
  RAZORPAY_CHECKOUT_ORIGIN: origin.default('https://checkout.razorpay.com'),
  /** `test` for a rehearsal on Razorpay's test mode: a production that takes test keys must say that it is none. */
  RAZORPAY_MODE: z.enum(['live', 'test']).default('live'),
  RAZORPAY_KEY_ID: z.string().regex(/^rzp_(test|live)_[A-Za-z0-9]{14}$/),
  RAZORPAY_KEY_SECRET: z.string().min(1),
  RAZORPAY_WEBHOOK_SECRET: z.string().min(1),
  RAZORPAY_WEBHOOK_SECRET_PREVIOUS: z.string().min(1).optional(),
  /** Hours between the end of a service and its payout: the chance to complain first (product.md 5). */
  PAYOUT_HOLD_HOURS: z.coerce.number().int().min(0).max(PAYOUT_HOLD_HOURS_MAX).default(0),
  RAZORPAYX_ACCOUNT_NUMBER: z.string().regex(/^[A-Za-z0-9]{5,35}$/),
  RAZORPAYX_KEY_ID: z.string().regex(/^rzp_(test|live)_[A-Za-z0-9]{14}$/).optional(),
  RAZORPAYX_KEY_SECRET: z.string().min(1).optional(),
  RAZORPAYX_WEBHOOK_SECRET: z.string().min(1),
  RAZORPAYX_WEBHOOK_SECRET_PREVIOUS: z.string().min(1).optional(),
  /** `name:base64 of 32 bytes`, comma-separated; the first one seals, all of them open. */
  BANK_DATA_KEYS: z.string().regex(/^[\w-]{1,20}:[A-Za-z0-9+/]{43}=(,[\w-]{1,20}:[A-Za-z0-9+/]{43}=)*$/, 'BANK_DATA_KEYS must be name:base64 of 32 bytes, comma-separated'),
  SMTP_URL: z.url(),
  MAIL_FROM: z.string().min(3),
  MAILBOX_URL: z.url().optional(),
});

export type Env = z.infer<typeof fields>;

type KeySettings = Pick<Env, 'NODE_ENV' | 'RAZORPAY_API_ORIGIN' | 'RAZORPAY_MODE'>;

/** Razorpay itself; anything else is an emulator. */
export function isRazorpay(origin: string): boolean {
  return /(^|\.)razorpay\.com$/.test(new URL(origin).hostname);
}

/** Why this key must not be used here: bookings paid with test keys are not paid, and live keys are told to nobody else. */
export function keyFault({ NODE_ENV, RAZORPAY_API_ORIGIN, RAZORPAY_MODE }: KeySettings, keyId: string): string | null {
  const live = keyId.startsWith('rzp_live_');
  if (!isRazorpay(RAZORPAY_API_ORIGIN)) return live ? `a live key must not be sent to ${RAZORPAY_API_ORIGIN}` : null;
  if (NODE_ENV !== 'production') return live ? 'a live key belongs to production' : null;
  if (RAZORPAY_MODE === 'live') return live ? null : 'a test key takes no money: use live keys in production, or say RAZORPAY_MODE=test for a rehearsal';
  return live ? 'RAZORPAY_MODE=test is a rehearsal, and a live key would move money' : null;
}

const schema = fields.superRefine((settings, context) => {
  for (const name of ['RAZORPAY_KEY_ID', 'RAZORPAYX_KEY_ID'] as const) {
    const fault = settings[name] === undefined ? null : keyFault(settings, settings[name]);
    if (fault !== null) context.addIssue({ code: 'custom', path: [name], message: fault });
  }
});

/** What is missing or wrong, by variable; values are never said. */
export function findEnvFaults(source: Readonly<Record<string, string | undefined>>): { name: string; message: string }[] {
  const result = schema.safeParse(source);
  return result.success ? [] : result.error.issues.map((issue) => ({ name: issue.path.join('.'), message: issue.message }));
}

let parsed: Env | undefined;

/** The environment, parsed once: no start without all of it. Names are said, values never. */
export function env(): Env {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not complete.\n  ${faults.join('\n  ')}`);
  }
  parsed = result.data;
  return parsed;
}

/** By itself, because what earns also runs where no gateway is: in the seed, in an import. */
export function payoutHoldHours(): number {
  return fields.shape.PAYOUT_HOLD_HOURS.parse(process.env.PAYOUT_HOLD_HOURS);
}

/** The next one who asks reads it anew. */
export function forgetEnv(): void {
  parsed = undefined;
}

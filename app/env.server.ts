import { z } from 'zod';

const origin = z.url().transform((url) => new URL(url).origin);

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  DATABASE_URL: z.url(),
  JOBS_DATABASE_URL: z.url(),
  PUBLIC_ORIGIN: origin,
  SESSION_SECRET: z.string().min(32, 'SESSION_SECRET needs at least 32 characters'),
  RAZORPAY_API_ORIGIN: origin.default('https://api.razorpay.com'),
  RAZORPAY_CHECKOUT_ORIGIN: origin.default('https://checkout.razorpay.com'),
  RAZORPAY_KEY_ID: z.string().regex(/^rzp_(test|live)_[A-Za-z0-9]{14}$/),
  RAZORPAY_KEY_SECRET: z.string().min(1),
  RAZORPAY_WEBHOOK_SECRET: z.string().min(1),
  RAZORPAY_WEBHOOK_SECRET_PREVIOUS: z.string().min(1).optional(),
  SMTP_URL: z.url(),
  MAIL_FROM: z.string().min(3),
  MAILBOX_URL: z.url().optional(),
});

export type Env = z.infer<typeof schema>;

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

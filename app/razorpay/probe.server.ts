/** What one cheap question told: the status, Razorpay's own words for a refusal, and its clock. */
export type Probe =
  | { readonly kind: 'answered'; readonly status: number; readonly description: string | null; readonly theirs: Date | null; readonly ours: Date }
  | { readonly kind: 'silent'; readonly cause: string };

const PROBE_TIMEOUT_MS = 8_000;

/** Asks for one payment. Not through the SDK, which drops the headers of an answer, and with them the clock. */
export async function probeRazorpay({ origin, keyId, keySecret }: { origin: string; keyId: string; keySecret: string }): Promise<Probe> {
  try {
    const answer = await fetch(`${origin}/v1/payments?count=1`, {
      headers: { Authorization: `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}` },
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
      redirect: 'error',
    });
    const ours = new Date();
    const body = (await answer.json().catch(() => null)) as { error?: { description?: unknown } } | null;
    const description = typeof body?.error?.description === 'string' ? body.error.description : null;
    const date = Date.parse(answer.headers.get('Date') ?? '');
    return { kind: 'answered', status: answer.status, description, theirs: Number.isNaN(date) ? null : new Date(date), ours };
  } catch (error) {
    return { kind: 'silent', cause: causeOf(error) };
  }
}

/** `ECONNREFUSED`, `ENOTFOUND`, a time-out: the true cause is one level down. */
function causeOf(error: unknown): string {
  const { cause, name } = error as { cause?: { code?: unknown }; name?: unknown };
  return typeof cause?.code === 'string' ? cause.code : String(name ?? 'no answer');
}

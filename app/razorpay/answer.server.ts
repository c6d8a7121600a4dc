import type { z } from 'zod';

/**
 * What the outside world said. `unknown` is neither yes nor no: the call may have happened. Whoever gets it asks later
 * and never sends again blind (product.md 4).
 */
export type Answer<T> =
  | { readonly kind: 'accepted'; readonly value: T }
  | { readonly kind: 'refused'; readonly statusCode: number; readonly code: string; readonly description: string; readonly reason: string | null }
  | { readonly kind: 'unknown'; readonly cause: string };

/** 4xx that do not tell whether the thing was done: time-outs, conflicts in progress, throttling. */
const UNDECIDED_STATUS = new Set([408, 409, 425, 429]);

interface SdkError {
  readonly statusCode: number;
  readonly error?: { readonly code?: string; readonly description?: string; readonly reason?: string | null };
}

function isSdkError(error: unknown): error is SdkError {
  return typeof error === 'object' && error !== null && 'statusCode' in error;
}

/** A call through the SDK's bare HTTP client; our interceptor has given it a response in any case. */
function isAxiosError(error: unknown): error is { response: { status: number; data?: { error?: SdkError['error'] } } } {
  return error instanceof Error && 'response' in error && typeof error.response === 'object' && error.response !== null;
}

/** Calls, and turns every way in which it can end into an answer; a shape we do not understand is `unknown` too. */
export async function ask<T>(schema: z.ZodType<T>, call: () => Promise<unknown>): Promise<Answer<T>> {
  try {
    const parsed = schema.safeParse(await call());
    return parsed.success ? { kind: 'accepted', value: parsed.data } : { kind: 'unknown', cause: 'unreadable answer' };
  } catch (error) {
    if (isAxiosError(error)) return answerOf({ statusCode: error.response.status, error: error.response.data?.error });
    if (!isSdkError(error)) throw error;
    return answerOf(error);
  }
}

function answerOf(error: SdkError): Answer<never> {
  const { statusCode } = error;
  const code = error.error?.code ?? '';
  if (statusCode < 400 || statusCode >= 500 || UNDECIDED_STATUS.has(statusCode)) {
    return { kind: 'unknown', cause: code || `HTTP ${statusCode}` };
  }
  return { kind: 'refused', statusCode, code, description: error.error?.description ?? 'no description', reason: error.error?.reason ?? null };
}

import Razorpay from 'razorpay';

/** A call longer than this is `unknown`; leases of whoever calls must outlive it. */
export const GATEWAY_TIMEOUT_MS = 12_000;
const LOCAL_TIMEOUT_MS = 4_000;

export interface GatewayCredentials {
  readonly RAZORPAY_API_ORIGIN: string;
  readonly RAZORPAY_KEY_ID: string;
  readonly RAZORPAY_KEY_SECRET: string;
}

/** What the SDK's axios instance gives us; `api.rq` is internal and untyped, which is why the version is pinned. */
interface HttpClient {
  defaults: { baseURL: string; timeout: number; proxy: false };
  interceptors: { response: { use(onAnswer: undefined, onError: (error: TransportError) => never): void } };
  request(config: { method: string; url: string; data?: unknown; params?: unknown; headers?: Record<string, string> }): Promise<{ data: unknown }>;
}

interface TransportError {
  code?: string;
  response?: unknown;
}

export interface RazorpayClient {
  readonly sdk: Razorpay;
  readonly http: HttpClient;
}

/**
 * The SDK with the three things it cannot be told by its options (razorpay.md 2.2): another host, a timeout (its own is
 * none) and no proxy. The interceptor gives a call that got no answer the shape the SDK's error normaliser expects;
 * without it the true cause drowns in a TypeError about `undefined.status`.
 */
export function createRazorpayClient(credentials: GatewayCredentials): RazorpayClient {
  const sdk = new Razorpay({ key_id: credentials.RAZORPAY_KEY_ID, key_secret: credentials.RAZORPAY_KEY_SECRET });
  const http = (sdk as unknown as { api: { rq: HttpClient } }).api.rq;
  http.defaults.baseURL = credentials.RAZORPAY_API_ORIGIN;
  http.defaults.timeout = isLoopback(credentials.RAZORPAY_API_ORIGIN) ? LOCAL_TIMEOUT_MS : GATEWAY_TIMEOUT_MS;
  http.defaults.proxy = false;
  http.interceptors.response.use(undefined, (error) => {
    error.response ??= { status: 0, data: { error: { code: error.code ?? 'NO_ANSWER' } } };
    throw error;
  });
  return { sdk, http };
}

/** The emulator hangs on purpose in demos and tests; nobody should wait for it as for a bank. */
function isLoopback(origin: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);
}

import Razorpay from 'razorpay';

export const KEY_ID = 'rzp_test_EmulatorTests1';
export const KEY_SECRET = 'secret-of-the-emulator-tests';

type Rejection = { statusCode: number; error?: { code: string; description: string; field?: string; source?: string | null; reason?: string | null; metadata?: unknown } };
type Axios = {
  defaults: { baseURL: string; timeout: number; proxy: false };
  request: (config: { method: string; url: string; data?: unknown; headers?: Record<string, string>; validateStatus: () => true }) => Promise<{ status: number; data: never }>;
};

/** The real SDK pointed at the emulator, as the product points it. */
export function connectSdk(origin: string): { sdk: Razorpay; raw: (method: string, path: string, data?: unknown, headers?: Record<string, string>) => Promise<{ status: number; data: never }> } {
  const sdk = new Razorpay({ key_id: KEY_ID, key_secret: KEY_SECRET });
  const axios = (sdk as unknown as { api: { rq: Axios } }).api.rq;
  Object.assign(axios.defaults, { baseURL: origin, timeout: 3000, proxy: false });
  const raw = (method: string, path: string, data?: unknown, headers?: Record<string, string>) =>
    axios.request({ method, url: `/v1${path}`, data, headers, validateStatus: () => true });
  return { sdk, raw };
}

/** What the SDK rejects with: a plain object, not an Error. */
export async function refusal(call: Promise<unknown>): Promise<Rejection> {
  try {
    await call;
  } catch (error) {
    return error as Rejection;
  }
  throw new Error('The call was expected to be refused.');
}

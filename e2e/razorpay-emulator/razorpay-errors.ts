export type ErrorDetail = {
  code?: string;
  field?: string;
  source?: string | null;
  step?: string | null;
  reason?: string | null;
  metadata?: Record<string, unknown> | [];
  status?: number;
};

/** Razorpay's "no": thrown by handlers, answered as its error envelope. */
export class RazorpayError extends Error {
  readonly status: number;
  readonly error: Record<string, unknown>;

  constructor(description: string, { code = 'BAD_REQUEST_ERROR', field, source = 'business', step = 'payment_initiation', reason = 'input_validation_failed', metadata = {}, status = 400 }: ErrorDetail = {}) {
    super(description);
    this.status = status;
    this.error = { code, description, source, step, reason, metadata, ...(field === undefined ? {} : { field }) };
  }
}

/** The variant with "NA" in source, step and reason. */
export function notApplicable(description: string, status = 400): RazorpayError {
  return new RazorpayError(description, { source: 'NA', step: 'NA', reason: 'NA', status });
}

export const unknownUrl = (): RazorpayError => notApplicable('The requested URL was not found on the server.');

export const authenticationFailed = (): RazorpayError => notApplicable('Authentication failed', 401);

export const unknownId = (): RazorpayError => new RazorpayError('The id provided does not exist');

export const operationInProgress = (): RazorpayError =>
  new RazorpayError('Request failed because another payment operation is in progress.', { step: 'payment_request', reason: 'duplicate_request' });

export const orderAlreadyPaid = (): RazorpayError =>
  new RazorpayError('Your payment has been declined as the order is already paid. Please initiate the payment with a new order.', { reason: 'order_already_paid' });

import { formatPaise } from '#app/domain/money.ts';
import { SubmitButton } from '#app/components/form/button.tsx';

interface CheckoutFormProps {
  /** Razorpay's hosted page, where the plain form goes: `https://api.razorpay.com/v1/checkout/embedded`. */
  hostedAction: string;
  /** The hosted page's fields: key_id, order_id, amount, callback_url, cancel_url, prefill[email], … */
  fields: Record<string, string>;
  /** The same for checkout.js: key, order_id, amount, currency, name, prefill, callback_url. */
  options: Record<string, unknown> & { callback_url: string };
  /** `https://checkout.razorpay.com/v1/checkout.js`. */
  checkoutSrc: string;
  amountPaise: number;
}

/** Pays on Razorpay's page by a plain POST; with scripts, in Razorpay's window over ours, falling back to the page. */
export function CheckoutForm({ hostedAction, fields, options, checkoutSrc, amountPaise }: CheckoutFormProps) {
  return (
    <form method="post" action={hostedAction} className="grid gap-2" data-razorpay-options={JSON.stringify(options)} data-checkout-src={checkoutSrc}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton wide icon="lock" submittingText="Opening Razorpay…">
        Pay {formatPaise(amountPaise)}
      </SubmitButton>
      <output className="text-sm text-muted" data-checkout-note />
    </form>
  );
}

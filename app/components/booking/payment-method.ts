const methods: Readonly<Record<string, string>> = {
  upi: 'UPI', card: 'Card', netbanking: 'Net banking', wallet: 'Wallet', paylater: 'Pay later', emi: 'Card EMI',
};

/** What Razorpay's word for a payment method is on our pages. */
export function methodWord(method: string | null): string {
  return methods[method ?? ''] ?? 'Razorpay';
}

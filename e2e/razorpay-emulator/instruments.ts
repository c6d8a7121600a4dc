import type { Card, Payment, PaymentMethod } from './entities.ts';
import { newBankReference, newId } from './ids.ts';

/** What a payer chose and typed. */
export type Instrument = { method: PaymentMethod; vpa?: string; cardNumber?: string; cardName?: string; bank?: string; wallet?: string };

export type PaymentFailure = { code: 'BAD_REQUEST_ERROR' | 'GATEWAY_ERROR'; description: string; source: string; step: string; reason: string };

export const DEFAULT_VPA = 'success@razorpay';
export const DEFAULT_CARD = '4100280000001007';
export const BANKS: Record<string, string> = { HDFC: 'HDFC Bank', ICIC: 'ICICI Bank', SBIN: 'State Bank of India', UTIB: 'Axis Bank', KKBK: 'Kotak Mahindra Bank' };

const TEST_CARDS: Record<string, string> = {
  '4100280000001007': 'Visa',
  '5500670000001002': 'MasterCard',
  '6527658900001005': 'RuPay',
  '36082800091007': 'Diners Club',
  '340256000401007': 'American Express',
};

export const REFUSED_BY_PAYER: PaymentFailure = {
  code: 'BAD_REQUEST_ERROR',
  description: "Your payment didn't go through as it was declined by the bank. Try another payment method or contact your bank.",
  source: 'issuer_bank',
  step: 'payment_authorization',
  reason: 'payment_failed',
};

const declined = (description: string, reason: string): PaymentFailure => ({ ...REFUSED_BY_PAYER, description, reason });

/** The error cards of Razorpay's test mode. */
const ERROR_CARDS: Record<string, PaymentFailure> = {
  '4100280000090000': declined('Your payment was not completed on time. Please try again.', 'payment_timed_out'),
  '4100280000080001': declined('Your payment could not be completed due to insufficient account balance. Try again with another card.', 'insufficient_funds'),
  '4100280000070002': { ...declined('Your payment has been cancelled. Try again or complete the payment later.', 'payment_cancelled'), source: 'customer', step: 'payment_authentication' },
  '4100280000060003': declined('Your payment was declined by the issuing bank. Try again with another card.', 'card_declined'),
  '4100280000030006': declined('Your card is not enabled for online payments. Contact your bank or use another card.', 'payment_declined'),
  '4100280000010008': { ...declined('The card number is not valid. Check it and try again.', 'payment_failed'), source: 'customer', step: 'payment_initiation' },
  '4100280000020007': { ...declined('Your payment could not be completed due to a temporary technical issue. Please try again.', 'gateway_technical_error'), code: 'GATEWAY_ERROR', source: 'gateway' },
  '4100280000000009': { ...declined('Your payment could not be completed as authentication failed.', 'authentication_failed'), code: 'GATEWAY_ERROR', source: 'gateway', step: 'payment_authentication' },
};

const UNKNOWN_CARD: PaymentFailure = { ...REFUSED_BY_PAYER, description: 'This is not one of the test cards.', source: 'customer', step: 'payment_initiation', reason: 'card_declined' };

const INVALID_VPA: PaymentFailure = { ...REFUSED_BY_PAYER, description: 'Invalid VPA. Please enter a valid Virtual Payment Address.', source: 'customer', step: 'payment_initiation', reason: 'invalid_vpa' };

/** Why this instrument fails by itself, or null when it goes through. */
export function failureOf(instrument: Instrument): PaymentFailure | null {
  if (instrument.method === 'card') {
    const number = digits(instrument.cardNumber ?? DEFAULT_CARD);
    return ERROR_CARDS[number] ?? (TEST_CARDS[number] ? null : UNKNOWN_CARD);
  }
  if (instrument.method === 'upi') {
    const vpa = instrument.vpa ?? DEFAULT_VPA;
    if (vpa === 'failure@razorpay') return declined('Payment was unsuccessful as the UPI app declined it. Try again with another UPI ID.', 'payment_declined');
    return /^[\w.-]+@[\w-]+$/.test(vpa) ? null : INVALID_VPA;
  }
  return null;
}

type InstrumentFields = Pick<Payment, 'method' | 'card_id' | 'bank' | 'wallet' | 'vpa' | 'upi'>;

export function instrumentFields(instrument: Instrument, card: Card | null): InstrumentFields {
  const none = { method: instrument.method, card_id: null, bank: null, wallet: null, vpa: null };
  if (instrument.method === 'card') return { ...none, card_id: card?.id ?? null };
  if (instrument.method === 'netbanking') return { ...none, bank: instrument.bank ?? 'HDFC' };
  if (instrument.method === 'wallet') return { ...none, wallet: instrument.wallet ?? 'mobikwik' };
  const vpa = instrument.vpa ?? DEFAULT_VPA;
  return { ...none, vpa, upi: { payer_account_type: 'bank_account', vpa, flow: 'collect' } };
}

export function cardOf(instrument: Instrument): Card | null {
  if (instrument.method !== 'card') return null;
  const number = digits(instrument.cardNumber ?? DEFAULT_CARD);
  return {
    id: newId('card'), entity: 'card', name: instrument.cardName ?? '', last4: number.slice(-4), network: TEST_CARDS[number] ?? 'Visa', type: 'debit',
    issuer: 'HDFC', international: false, emi: false, sub_type: 'consumer', token_iin: null,
  };
}

/** The bank's own reference: present once the bank said yes. */
export function acquirerData(method: PaymentMethod, accepted: boolean): Record<string, string | null> {
  const reference = accepted ? newBankReference() : null;
  if (method === 'upi') return { rrn: reference };
  if (method === 'card') return { auth_code: reference && reference.slice(0, 6) };
  if (method === 'netbanking') return { bank_transaction_id: reference };
  return { transaction_id: reference };
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

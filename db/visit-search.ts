import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** What somebody at the desk typed, read as one of the things that name a visit. */
export type VisitSearch =
  | { readonly by: 'code' | 'code_start' | 'order' | 'payment' | 'refund' | 'email_start' | 'phone'; readonly text: string }
  | { readonly by: 'nothing' };

const CODE_LENGTH = 12;
const CODE_START_LENGTH = 3;
const GATEWAY_ID = /^(order|pay|rfnd)_\w{4,36}$/;
const GATEWAY_WORD = { order: 'order', pay: 'payment', rfnd: 'refund' } as const;
const DASHED_CODE = /^\S{4}-\S{4}-\S{4}$/;

/** A code is read as it was said: small letters, missing dashes, O for zero and I or L for one are all the same. */
export function readSearch(typed: string): VisitSearch {
  const text = typed.trim();
  const gateway = GATEWAY_ID.exec(text);
  if (gateway) return { by: GATEWAY_WORD[gateway[1] as keyof typeof GATEWAY_WORD], text };
  if (text.includes('@')) return { by: 'email_start', text: text.toLowerCase() };
  const digits = text.replaceAll(/[\s()+-]/g, '');
  if (/^\d{10,13}$/.test(digits) && !DASHED_CODE.test(text)) return { by: 'phone', text: digits.slice(-10) };
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]+$/.test(letters) || letters.length < CODE_START_LENGTH || letters.length > CODE_LENGTH) return { by: 'nothing' };
  return { by: letters.length === CODE_LENGTH ? 'code' : 'code_start', text: (letters.match(/.{1,4}/g) ?? []).join('-') };
}

/** Whether the search names one visit, so that its answer can be the visit instead of a list. */
export function namesOneVisit(search: VisitSearch): boolean {
  return search.by === 'code' || search.by === 'order' || search.by === 'payment' || search.by === 'refund';
}

function startingWith(text: string): string {
  return `${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

/** The condition on `master`; each way goes through a key. */
export function visitsFound(search: VisitSearch): RawBuilder<SqlBool> {
  switch (search.by) {
    case 'code':
      return sql<SqlBool>`master.code = ${search.text}`;
    case 'code_start':
      return sql<SqlBool>`master.code like ${startingWith(search.text)}`;
    case 'order':
      return sql<SqlBool>`master.id in (select master_booking_id from payment_transaction where gateway_order_id = ${search.text})`;
    case 'payment':
      return sql<SqlBool>`master.id in (
        select payment.master_booking_id from payment_attempt attempt
        join payment_transaction payment on payment.id = attempt.payment_transaction_id where attempt.gateway_payment_id = ${search.text})`;
    case 'refund':
      return sql<SqlBool>`master.id in (select master_booking_id from refund where gateway_refund_id = ${search.text})`;
    case 'email_start':
      return sql<SqlBool>`master.patient_id in (select id from account where email like ${startingWith(search.text)})`;
    case 'phone':
      return sql<SqlBool>`master.patient_id in (select id from patient where phone = ${`+91${search.text}`})`;
    case 'nothing':
      return sql<SqlBool>`false`;
  }
}

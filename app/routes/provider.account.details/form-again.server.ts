import { json, type TypedResponse } from '@remix-run/node';
import { refusedForm, type RefusedForm, type Reply } from '#app/auth/form-answer.server.ts';
import { tidyCode } from '#app/domain/payee.ts';
import { findBankName } from '#app/razorpay/bank-directory.server.ts';

/** Never sent back to a screen: they are typed once more. */
const UNSAID = ['pan', 'accountNumber', 'accountNumberAgain', 'vpa'];

export interface PayeeAnswer extends RefusedForm {
  /** Fields that were right and have to be typed once more all the same. */
  readonly again: readonly string[];
  /** Of the IFSC that was typed, where there is such a branch. */
  readonly bankName: string | null;
}

export function payeeFormAgain(submission: { reply: Reply }, errors: Parameters<Reply>[0] = {}): TypedResponse<PayeeAnswer> {
  const refused = refusedForm(submission.reply(errors));
  const values = Object.fromEntries(Object.entries(refused.values).filter(([name]) => !UNSAID.includes(name)));
  const again = UNSAID.filter((name) => refused.values[name] && !refused.errors[name]);
  return json({ values, errors: refused.errors, again, bankName: findBankName(tidyCode(values.ifsc ?? '')) }, { status: 400 });
}

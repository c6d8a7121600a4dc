import { expect, test } from 'vitest';
import { veilAccounts } from './veil-accounts.ts';

test('an event is kept without the numbers of the account it is about', () => {
  const fundAccount = { id: 'fa_00000000000001', bank_account: { name: 'Kabir Anand', ifsc: 'HDFC0000240', account_number: '50100123454521' } };
  const upi = { id: 'fa_00000000000002', vpa: { username: 'kabir.anand', handle: 'okhdfc', address: 'kabir.anand@okhdfc' } };
  const kept = veilAccounts(JSON.stringify({ account_number: '2323230000000001', items: [fundAccount, upi], amount: 100, email: 'kabir@example.org', debit_account_number: '2323230000000001' }));
  expect(kept).not.toMatch(/5010012|23232|kabir\.anand/);
  expect(JSON.parse(kept)).toMatchObject({
    account_number: '••••0001', amount: 100, email: 'kabir@example.org',
    items: [{ id: 'fa_00000000000001', bank_account: { ifsc: 'HDFC0000240', account_number: '••••4521' } }, { vpa: { username: '••••', address: 'ka••••@okhdfc' } }],
  });
});

import { expect, test } from 'vitest';
import { namesOneVisit, readSearch } from './visit-search.ts';

test.each([
  ['7K3M-Q9TX-2PRA', { by: 'code', text: '7K3M-Q9TX-2PRA' }],
  [' 7k3mq9tx2pra ', { by: 'code', text: '7K3M-Q9TX-2PRA' }],
  ['7k3m q9', { by: 'code_start', text: '7K3M-Q9' }],
  ['OIL1', { by: 'code_start', text: '0111' }],
  ['1234-5678-9012', { by: 'code', text: '1234-5678-9012' }],
  ['order_QK2fYyPq1x8aZB', { by: 'order', text: 'order_QK2fYyPq1x8aZB' }],
  ['pay_QK2fYyPq1x8aZB', { by: 'payment', text: 'pay_QK2fYyPq1x8aZB' }],
  ['rfnd_QK2fYyPq1x8aZB', { by: 'refund', text: 'rfnd_QK2fYyPq1x8aZB' }],
  ['Meera.Nair@Example.com', { by: 'email_start', text: 'meera.nair@example.com' }],
  ['+91 90000 10421', { by: 'phone', text: '9000010421' }],
  ['09000010421', { by: 'phone', text: '9000010421' }],
  ['order_', { by: 'nothing' }],
  ['7k', { by: 'nothing' }],
  ['what?', { by: 'nothing' }],
  ['7K3M-Q9TX-2PRA-7', { by: 'nothing' }],
])('%s', (typed, read) => {
  expect(readSearch(typed)).toEqual(read);
});

test('a start, an e-mail and a phone name any number of visits', () => {
  expect(['7K3M', 'meera@', '9000010421', '?'].map((typed) => namesOneVisit(readSearch(typed)))).toEqual([false, false, false, false]);
});

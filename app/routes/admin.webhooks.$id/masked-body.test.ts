import { expect, test } from 'vitest';
import { maskedBody } from './masked-body.ts';

test('hides who paid and leaves the money’s story', () => {
  const body = maskedBody(
    JSON.stringify({
      event: 'payment.captured',
      payload: { payment: { entity: { id: 'pay_00000000000001', amount: 135_000, email: 'meera.nair@example.com', contact: '+919000010421', vpa: 'meera@okbank', created_at: 1_795_347_274 } } },
      note: 'call +91 90000 10421 or write to meera.nair@example.com',
    }),
  );
  expect(body).not.toMatch(/meera|90000 ?1|okbank/);
  expect(body).toContain('"contact": "••••0421"');
  for (const kept of ['pay_00000000000001', '135000', '1795347274', '"event": "payment.captured"']) expect(body).toContain(kept);
});

test('hides it in what is no JSON, too', () => {
  expect(maskedBody('{"email":"meera.nair@example.com","contact":"+919000010421"')).not.toMatch(/meera|90000/);
});

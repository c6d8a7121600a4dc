import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSession } from '#app/auth/session.server.ts';
import { cookieHeader, getRequest, openTestPeople, postRequest, routeArgs } from '#app/auth/test-people.ts';
import { writeBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { action } from './route.tsx';

let world: Awaited<ReturnType<typeof openTestPeople>>;
beforeAll(async () => {
  world = await openTestPeople();
});
afterAll(() => world.close());

const FORM = { name: ' Arjun Patel ', email: 'Arjun@Example.in', phone: '098765 43211', password: 'three green parrots' };
let address = 0;
const register = (fields: Partial<typeof FORM>, path = '/register', cookie = '') =>
  action(routeArgs(postRequest(path, { ...FORM, ...fields }, cookie), `198.51.100.${(address += 1)}`));

const registerFromOneAddress = (index: number) => action(routeArgs(postRequest('/register', { ...FORM, email: `p${index}@example.in` }), '192.0.2.99'));

test('registering signs in, goes on with the visit and leaves the basket alone', async () => {
  const basket = cookieHeader(await writeBasketCookie({ id: 'b1', count: 1 }));
  const answer = await register({}, '/register?next=%2Fvisit%3Fstep%3Dpay', basket);
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/visit?step=pay']);
  const cookies = answer.headers.getSetCookie();
  expect(cookies.join()).not.toContain('onevisit-basket');
  const person = await findSession(getRequest('/', cookieHeader(...cookies)));
  expect(person).toMatchObject({ role: 'patient', name: 'Arjun Patel', email: 'arjun@example.in', phone: '+919876543211' });
});

test('one e-mail is one account, however many register at once', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => register({ email: 'twins@example.in' })));
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 400, 400, 400, 400, 400]);
  const accounts = await world.db.selectFrom('account').innerJoin('patient', 'patient.id', 'account.id').select('account.id').where('email', '=', 'twins@example.in').execute();
  expect(accounts).toHaveLength(1);
  const refused = answers.find((answer) => answer.status === 400);
  expect(await refused?.json()).toMatchObject({ errors: { email: [expect.stringContaining('already an account')] } });
});

test('each missing or wrong field has a sentence, and what was typed stays', async () => {
  const answer = await register({ name: ' ', email: 'arjun', phone: '12345', password: 'secret' });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    values: { name: ' ', email: 'arjun', phone: '12345' },
    errors: {
      name: ['Enter your full name'],
      email: ['Enter an e-mail address like name@example.com'],
      phone: ['Enter an Indian mobile number with 10 digits, like 98765 43210'],
      password: ['Choose a password with at least 10 characters'],
    },
  });
});

test('ten an hour from one address, then a pause with the form kept', async () => {
  for (let index = 0; index < 10; index += 1) expect((await registerFromOneAddress(index)).status).toBe(303);
  const answer = await registerFromOneAddress(10);
  expect(answer.status).toBe(429);
  expect(await answer.json()).toMatchObject({ values: { name: ' Arjun Patel ', email: 'p10@example.in' } });
});

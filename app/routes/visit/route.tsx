import { parseWithZod, type SubmissionResult } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { findOwnBasket } from '#app/auth/forget-basket.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { findSession } from '#app/auth/session.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { adoptBasket } from '#app/use-cases/adopt-basket.server.ts';
import { obey, refuseVisit } from './basket-verbs.server.ts';
import { BasketPage } from './basket-page.tsx';
import { readBasket } from './read-basket.server.ts';
import { visitSchema } from './schema.ts';

export const headers = privatePageHeaders;
export const meta: MetaFunction = () => [{ title: 'Your visit · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const now = new Date();
  const { db } = resources();
  const person = await findSession(request);
  const basket = await findOwnBasket(db, request, person?.accountId ?? null);
  const patientId = person?.role === 'patient' ? person.accountId : null;
  return json({
    basket: basket && (await readBasket(db, { basket, patientId, now })),
    role: person?.role ?? null,
    lost: new URL(request.url).searchParams.has('lost'),
    now: now.toISOString(),
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const now = new Date();
  const [cookie, person] = await Promise.all([readBasketCookie(request), findSession(request)]);
  const submission = parseWithZod(await request.formData(), { schema: visitSchema });
  if (submission.status !== 'success') return refuseFields(submission.reply());
  if (!cookie) return redirect('/visit', 303);
  const patientId = person?.role === 'patient' ? person.accountId : null;
  const verb = submission.value;
  if (patientId !== null && !(await adoptBasket(resources().db, { basketId: cookie.id, patientId, now }))) {
    // Paid in another tab, or another person's: the page itself forgets it.
    return redirect(verb.intent === 'hold' ? '/visits' : '/visit', 303);
  }
  return obey(verb, { basketId: cookie.id, person, patientId, now });
}

function refuseFields({ initialValue, error }: SubmissionResult) {
  const [field = '', messages] = Object.entries(error ?? {})[0] ?? [];
  const typedCode = typeof initialValue?.code === 'string' ? initialValue.code : null;
  const known = field === 'code';
  return refuseVisit({ message: (known && messages?.[0]) || UNREADABLE, field: known ? field : '', typedCode }, 400);
}

const UNREADABLE = 'We could not read that. Nothing of your visit has changed; please try once more.';

export default function Visit() {
  const { basket, role, lost, now } = useLoaderData<typeof loader>();
  return <BasketPage basket={basket} role={role} lost={lost} now={now} refused={useActionData<typeof action>()} />;
}

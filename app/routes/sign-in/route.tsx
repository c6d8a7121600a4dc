import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { nextQuery, pathAfterSignIn } from '#app/auth/after-sign-in.server.ts';
import { readBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { refuseForm, slowDown } from '#app/auth/form-answer.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { clientKey, forgiveSignIn, tryUse } from '#app/auth/rate-limit.server.ts';
import { findSession, signedInHeaders } from '#app/auth/session.server.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { resources } from '#app/server-resources.server.ts';
import { authenticator } from './authenticator.server.ts';
import { signInSchema } from './schema.ts';

export const headers = privatePageHeaders;
export const meta: MetaFunction = () => [{ title: 'Sign in · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await findSession(request);
  if (person) return redirect(await pathAfterSignIn(request, person.role));
  const basket = await readBasketCookie(request);
  return json({
    next: nextQuery(request),
    services: basket?.count ?? 0,
    passwordChanged: new URL(request.url).searchParams.has('password-changed'),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.clone().formData(), { schema: signInSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { db } = resources();
  const { email } = submission.value;
  const address = clientKey(context);
  const tooMany = (await tryUse(db, 'sign-in-ip', address)) ?? (await tryUse(db, 'sign-in-mail', email));
  if (tooMany) return slowDown(submission, tooMany);
  const signedIn = await authenticator.authenticate('form', request);
  if (!signedIn.ok) return refuseForm(submission, { formErrors: [signedIn.refusal.message] });
  await forgiveSignIn(db, email, address);
  const path = await pathAfterSignIn(request, signedIn.value.role);
  return redirect(path, { status: 303, headers: await signedInHeaders(request, signedIn.value) });
}

export default function SignIn() {
  const { next, services, passwordChanged } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <PatientShell width="narrow">
      {refused && <ErrorSummary errors={refused.errors} title="You are not signed in yet" />}
      <PageHeading title="Sign in" lede={services > 0 && 'What you chose for your visit is kept.'} />
      {passwordChanged && !refused && (
        <Notice kind="success" title="Your password is changed">
          <p>Sign in with the new one. Every device that was signed in before is signed out.</p>
        </Notice>
      )}
      <form method="post" noValidate className="grid gap-6">
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={refused?.values.email}
          errors={refused?.errors.email}
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          errors={refused?.errors.password}
        />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <SubmitButton submittingText="Signing in…">Sign in</SubmitButton>
          <a href="/forgot-password" className="link inline-flex min-h-11 items-center">
            Forgotten your password?
          </a>
        </div>
      </form>
      <p>
        New to OneVisit?{' '}
        <a href={`/register${next}`} className="link">
          Create an account
        </a>
      </p>
    </PatientShell>
  );
}

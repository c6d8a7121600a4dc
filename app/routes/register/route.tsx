import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { nextQuery, pathAfterSignIn } from '#app/auth/after-sign-in.server.ts';
import { readBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { PASSWORD_HINT } from '#app/auth/password-rule.ts';
import { refuseForm, slowDown } from '#app/auth/form-answer.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { clientKey, tryUse } from '#app/auth/rate-limit.server.ts';
import { findSession, signedInHeaders } from '#app/auth/session.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { resources } from '#app/server-resources.server.ts';
import { registerPatient } from '#app/use-cases/register-patient.server.ts';
import { registerSchema } from './schema.ts';

export const headers = privatePageHeaders;
export const meta: MetaFunction = () => [{ title: 'Create an account · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await findSession(request);
  if (person) return redirect(await pathAfterSignIn(request, person.role));
  const basket = await readBasketCookie(request);
  return json({ next: nextQuery(request), services: basket?.count ?? 0 });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: registerSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { db } = resources();
  const tooMany = await tryUse(db, 'register-ip', clientKey(context));
  if (tooMany) return slowDown(submission, tooMany);
  const registered = await registerPatient(db, submission.value, new Date());
  if (!registered.ok) return refuseForm(submission, { fieldErrors: { email: [registered.refusal.message] } });
  const path = await pathAfterSignIn(request, registered.value.role);
  return redirect(path, { status: 303, headers: await signedInHeaders(request, registered.value) });
}

export default function Register() {
  const { next, services } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  return (
    <PatientShell width="narrow">
      <ErrorSummary errors={errors} />
      <PageHeading
        title="Create an account"
        lede={services > 0 ? 'What you chose for your visit is kept.' : 'You need one to book. Searching is open to all.'}
      />
      <form method="post" noValidate className="grid gap-6">
        <TextField label="Full name" name="name" autoComplete="name" hint="As the clinic should call you." defaultValue={values.name} errors={errors.name} />
        <TextField label="E-mail" name="email" type="email" autoComplete="email" hint="Confirmations and receipts go here." defaultValue={values.email} errors={errors.email} />
        <TextField
          label="Mobile number"
          name="phone"
          type="tel"
          autoComplete="tel"
          hint="An Indian number, in case the clinic must reach you."
          defaultValue={values.phone}
          errors={errors.phone}
          width="medium"
        />
        <TextField label="Password" name="password" type="password" autoComplete="new-password" hint={PASSWORD_HINT} errors={errors.password} />
        <div>
          <SubmitButton submittingText="Creating your account…">Create account</SubmitButton>
        </div>
      </form>
      <p>
        Already with us?{' '}
        <a href={`/sign-in${next}`} className="link">
          Sign in
        </a>
      </p>
    </PatientShell>
  );
}

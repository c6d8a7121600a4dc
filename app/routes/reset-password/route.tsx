import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PASSWORD_HINT } from '#app/auth/password-rule.ts';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { signedOutHeaders } from '#app/auth/session.server.ts';
import { ButtonLink, SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { resources } from '#app/server-resources.server.ts';
import { isPasswordResetOpen, resetPassword } from '#app/use-cases/reset-password.server.ts';
import { resetPasswordSchema } from './schema.ts';

export const headers = privatePageHeaders;
export const meta: MetaFunction = () => [{ title: 'Choose a new password · OneVisit' }];

/** The token is a query, not a path: paths are logged. */
function tokenOf(request: Request): string {
  return new URL(request.url).searchParams.get('token') ?? '';
}

export async function loader({ request }: LoaderFunctionArgs) {
  const open = await isPasswordResetOpen(resources().db, { token: tokenOf(request), now: new Date() });
  return json({ open }, { status: open ? 200 : 410 });
}

export async function action({ request }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: resetPasswordSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { password } = submission.value;
  const reset = await resetPassword(resources().db, { token: tokenOf(request), password, now: new Date() });
  if (!reset.ok) return refuseForm(submission, { formErrors: [reset.refusal.message] });
  return redirect('/sign-in?password-changed', { status: 303, headers: await signedOutHeaders(request) });
}

export default function ResetPassword() {
  const { open } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <PatientShell width="narrow">{open ? <ChoosePassword errors={refused?.errors ?? {}} /> : <LinkSpent />}</PatientShell>;
}

function ChoosePassword({ errors }: { errors: Record<string, string[]> }) {
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHeading title="Choose a new password" lede="Every device that is signed in to your account will be signed out." />
      <form method="post" noValidate className="grid gap-6">
        <TextField label="New password" name="password" type="password" autoComplete="new-password" hint={PASSWORD_HINT} errors={errors.password} />
        <div>
          <SubmitButton submittingText="Changing…">Change password</SubmitButton>
        </div>
      </form>
    </>
  );
}

function LinkSpent() {
  return (
    <>
      <PageHeading
        title="This link no longer works"
        lede="A link works once, within 60 minutes, and only the whole of it. Your password was not changed by opening this page."
      />
      <div>
        <ButtonLink href="/forgot-password">Ask for a new link</ButtonLink>
      </div>
    </>
  );
}

import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm, slowDown } from '#app/auth/form-answer.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { clientKey, tryUse } from '#app/auth/rate-limit.server.ts';
import { ButtonLink, SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { env } from '#app/env.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { requestPasswordReset } from '#app/use-cases/request-password-reset.server.ts';
import { forgotPasswordSchema } from './schema.ts';

export const headers = privatePageHeaders;
export const meta: MetaFunction = () => [{ title: 'Set a new password · OneVisit' }];

export function loader({ request }: LoaderFunctionArgs) {
  const sent = new URL(request.url).searchParams.has('sent');
  return json({ sent, mailboxUrl: sent ? env().MAILBOX_URL : undefined });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: forgotPasswordSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { db, nudge } = resources();
  const { email } = submission.value;
  const tooMany = (await tryUse(db, 'reset-ip', clientKey(context))) ?? (await tryUse(db, 'reset-mail', email));
  if (tooMany) return slowDown(submission, tooMany);
  await requestPasswordReset(db, { email, now: new Date() });
  nudge();
  return redirect('/forgot-password?sent', 303);
}

export default function ForgotPassword() {
  const { sent, mailboxUrl } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <PatientShell width="narrow">
      {sent && !refused ? <Sent mailboxUrl={mailboxUrl} /> : <AskForLink errors={refused?.errors ?? {}} email={refused?.values.email} />}
    </PatientShell>
  );
}

function AskForLink({ errors, email }: { errors: Record<string, string[]>; email: string | undefined }) {
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHeading
        title="Set a new password"
        lede="Tell us your e-mail. We send a link to it with which you choose a new password."
        back={{ href: '/sign-in', label: 'Sign in' }}
      />
      <form method="post" noValidate action="/forgot-password" className="grid gap-6">
        <TextField label="E-mail" name="email" type="email" autoComplete="username" defaultValue={email} errors={errors.email} />
        <div>
          <SubmitButton submittingText="Sending…">Send the link</SubmitButton>
        </div>
      </form>
    </>
  );
}

/** The same words whether there is such an account or not. */
function Sent({ mailboxUrl }: { mailboxUrl: string | undefined }) {
  return (
    <>
      <PageHeading
        title="Check your e-mail"
        lede="If there is an account with that address, a link is on its way. It works once, within 60 minutes."
        back={{ href: '/sign-in', label: 'Sign in' }}
      />
      <p>
        Nothing there after a few minutes? Look in the spam folder, or{' '}
        <a href="/forgot-password" className="link">
          ask again
        </a>{' '}
        and check the spelling of the address.
      </p>
      {mailboxUrl && (
        <div>
          <ButtonLink href={mailboxUrl} look="secondary" icon="mail">
            Open the demo mailbox
          </ButtonLink>
        </div>
      )}
    </>
  );
}

import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requireProvider } from '#app/auth/guards.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { formatPhone } from '#app/domain/phone.ts';
import { resources } from '#app/server-resources.server.ts';
import { submitPayeeDetails, type SubmitRefusal } from '#app/use-cases/submit-payee-details.server.ts';
import { findOwnPayee } from '#db/own-payee.ts';
import { accountName } from '../provider.account._index/payee-view.ts';
import { AccountFields } from './account-fields.tsx';
import { payeeFormAgain } from './form-again.server.ts';
import { payeeSchema } from './payee-schema.server.ts';

export const meta: MetaFunction = () => [{ title: 'Who is paid, and where · OneVisit' }];

async function findPayee(request: Request) {
  const { providerId, accountId } = await requireProvider(request);
  const payee = await findOwnPayee(resources().db, providerId);
  if (!payee) throw notFound();
  return { providerId, accountId, payee };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const { payee } = await findPayee(request);
  return json(payee);
}

export async function action({ request }: ActionFunctionArgs) {
  const { providerId, accountId, payee } = await findPayee(request);
  const known = { pan: payee.profile !== null, account: payee.account?.kind ?? null };
  const submission = parseWithZod(await request.formData(), { schema: payeeSchema(known) });
  if (submission.status !== 'success') return payeeFormAgain(submission);
  const { value } = submission;
  const { legalName, email, phone, registrationNumber, holderName } = value;
  const account = value.kind === 'vpa' ? { kind: value.kind, ifsc: null, number: value.vpa ?? null } : { kind: value.kind, ifsc: value.ifsc, number: value.accountNumber ?? null };
  const { nudge, ...world } = resources();
  const details = { legalName, email, phone, registrationNumber, pan: value.pan ?? null, account: { ...account, holderName } };
  const outcome = await submitPayeeDetails(world, { providerId, accountId, details, now: new Date() });
  if (!outcome.ok) return payeeFormAgain(submission, errorsOf(outcome.refusal, value.kind));
  nudge();
  return redirect(`/provider/account?saved=${outcome.value.accountChanged ? 'account' : 'details'}`, 303);
}

function errorsOf({ code, message }: SubmitRefusal, kind: 'bank_account' | 'vpa') {
  const number = kind === 'vpa' ? 'vpa' : 'accountNumber';
  const field = { pan_missing: 'pan', number_missing: number, number_again: number, ifsc_unknown: 'ifsc', too_many_checks: null }[code];
  return field === null ? { formErrors: [message] } : { fieldErrors: { [field]: [message] } };
}

export default function PayeeDetails() {
  const { provider, profile, account } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { values, errors } = refused ?? UNTOUCHED_FORM;
  const { again = [], bankName = null } = refused ?? {};
  const panHint = again.includes('pan') ? 'Type it once more: for your safety it is not kept while the form has errors.' : profile ? `Leave it empty to keep ${profile.pan_shown}.` : 'Ten characters, like ABCPR1234F.';
  return (
    <>
      <ErrorSummary errors={errors} title="Nothing was saved" />
      <PageHeading title="Who is paid, and where" back={{ href: '/provider/account', label: 'Getting paid' }} lede="Payments go to one account. Numbers are stored sealed, and no page shows more than their end." />
      {account && provider.onboarding_status === 'verified' && (
        <Notice kind="warning" title="Another account pauses your payouts">
          <p>You are paid to {accountName(account)}. When you give another account, payouts wait until the bank has confirmed it; that mostly takes a minute.</p>
        </Notice>
      )}
      <form method="post" noValidate className="grid gap-8">
        <section className="grid gap-6">
          <h2>You</h2>
          <TextField label="Name as on the PAN card" name="legalName" autoComplete="name" hint="Yours, or your company’s or firm’s if it is paid." defaultValue={values.legalName ?? profile?.legal_name} errors={errors.legalName} />
          <TextField label="PAN" name="pan" width="medium" autoComplete="off" spellCheck={false} autoCapitalize="characters" maxLength={20} hint={panHint} errors={errors.pan} />
          <TextField label="Registration number" name="registrationNumber" width="medium" autoComplete="off" spellCheck={false} hint="With the medical council, or of the laboratory." defaultValue={values.registrationNumber ?? provider.registration_number} errors={errors.registrationNumber} />
          <TextField label="E-mail" name="email" type="email" autoComplete="email" hint="News about your payments goes there." defaultValue={values.email ?? profile?.email} errors={errors.email} />
          <TextField label="Mobile number" name="phone" type="tel" autoComplete="tel" width="medium" defaultValue={values.phone ?? (profile ? formatPhone(profile.phone) : undefined)} errors={errors.phone} />
        </section>
        <section className="grid gap-6">
          <h2>Your account</h2>
          <AccountFields account={account} bankName={bankName} values={values} errors={errors} again={again} />
        </section>
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton submittingText="Saving…">{account ? 'Save these details' : 'Send these details'}</SubmitButton>
          <a href="/provider/account" className="nav-link">
            {account ? 'Leave them as they are' : 'Not now'}
          </a>
        </div>
      </form>
    </>
  );
}

import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { deviceName } from '#app/auth/device-name.ts';
import { refuseForm, slowDown } from '#app/auth/form-answer.server.ts';
import { notFound, requireSignedIn } from '#app/auth/guards.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { forgive, tryUse } from '#app/auth/rate-limit.server.ts';
import { findTokenHash } from '#app/auth/session.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { formatPhone } from '#app/domain/phone.ts';
import { resources } from '#app/server-resources.server.ts';
import { changePassword } from '#app/use-cases/change-password.server.ts';
import { endOtherSessions, endOwnSession } from '#app/use-cases/end-own-sessions.server.ts';
import { listLiveSessions } from '#db/sessions.ts';
import { Devices } from './devices.tsx';
import { PasswordForm } from './password-form.tsx';
import { accountSchema } from './schema.ts';

const DONE = {
  'password-changed': 'Your password is changed. Your other devices are signed out.',
  'device-ended': 'That device is signed out.',
  'others-ended': 'Your other devices are signed out.',
} as const;

type Done = keyof typeof DONE;

export const headers = privatePageHeaders;
export const meta: MetaFunction = () => [{ title: 'Your account · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, name, email, phone } = await requireSignedIn(request);
  const current = await findTokenHash(request);
  const sessions = await listLiveSessions(resources().db, accountId, new Date());
  const done = new URL(request.url).searchParams.get('done');
  return json({
    person: { name, email, phone },
    done: done !== null && done in DONE ? DONE[done as Done] : null,
    devices: sessions.map(({ tokenHash, userAgent, createdAt }) => ({
      id: tokenHash,
      name: deviceName(userAgent),
      since: createdAt,
      current: tokenHash === current,
    })),
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId, role } = await requireSignedIn(request);
  const keepTokenHash = await findTokenHash(request);
  if (keepTokenHash === null) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: accountSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { db } = resources();
  const owner = { id: accountId, role };
  const now = new Date();
  const asked = submission.value;
  if (asked.intent === 'end-others') {
    await endOtherSessions(db, { owner, keepTokenHash, now });
    return done('others-ended');
  }
  if (asked.intent === 'end-session') {
    if (!(await endOwnSession(db, { owner, tokenHash: asked.session, now }))) throw notFound();
    return done('device-ended');
  }
  const tooMany = await tryUse(db, 'password-account', accountId);
  if (tooMany) return slowDown(submission, tooMany);
  const { currentPassword: current, password } = asked;
  const changed = await changePassword(db, { accountId, current, password, keepTokenHash, now });
  if (!changed.ok) return refuseForm(submission, { fieldErrors: { currentPassword: [changed.refusal.message] } });
  await forgive(db, 'password-account', accountId);
  return done('password-changed');
}

function done(what: Done): Response {
  return redirect(`/account?done=${what}`, 303);
}

export default function Account() {
  const { person, devices, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const errors = refused?.errors ?? {};
  const rows = [
    { term: 'Name', description: person.name },
    { term: 'E-mail', description: person.email },
    ...(person.phone ? [{ term: 'Mobile number', description: formatPhone(person.phone) }] : []),
  ];
  return (
    <PatientShell width="narrow">
      <ErrorSummary errors={errors} />
      {done && !refused && <Notice kind="success" title={done} />}
      <PageHeading title="Your account" />
      <SummaryList rows={rows} />
      <PasswordForm email={person.email} errors={errors} />
      <Devices devices={devices} />
    </PatientShell>
  );
}

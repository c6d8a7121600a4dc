import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { findTokenHash, viewingHeaders } from '#app/auth/session.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { SubmitButton } from '#app/components/form/button.tsx';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { TextField } from '#app/components/form/text-field.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { startViewing, VIEW_MINUTES } from '#app/use-cases/view-as-patient.server.ts';
import { findVisitHead } from '#db/visit-story.ts';
import { viewAsSchema } from './schema.ts';

export const meta: MetaFunction = ({ params }) => [{ title: `View visit ${params.code} as the patient · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const visit = await findVisitHead(resources().db, params.code ?? '');
  if (!visit) throw notFound();
  return json({ code: visit.code, patientName: visit.patient_name, minutes: VIEW_MINUTES });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId, name } = await requireAdmin(request);
  const { db } = resources();
  const [visit, tokenHash] = await Promise.all([findVisitHead(db, params.code ?? ''), findTokenHash(request)]);
  if (!visit || tokenHash === null) throw notFound();
  const submission = parseWithZod(await request.formData(), { schema: viewAsSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { code, patient_id: patientId, patient_name: patientName } = visit;
  const until = await startViewing(db, { tokenHash, adminId, patientId, code, reason: submission.value.reason, now: new Date() });
  return redirect(`/visits/${code}`, { status: 303, headers: await viewingHeaders(name, { patientName, code, until: until.toISOString() }) });
}

export default function ViewAs() {
  const { code, patientName, minutes } = useLoaderData<typeof loader>();
  const { values, errors } = useActionData<typeof action>() ?? UNTOUCHED_FORM;
  const page = `/admin/visits/${code}`;
  return (
    <>
      <ErrorSummary errors={errors} title="You are not viewing yet" />
      <PageHeading
        title={`View as ${patientName}`}
        back={{ href: page, label: code }}
        lede={`For ${minutes} minutes you see the pages as ${patientName} does. You can change nothing, the desk is closed to you meanwhile, and every page you open is in the audit log.`}
      />
      <form method="post" noValidate className="grid max-w-prose gap-6">
        <TextField label="Why" name="reason" maxLength={300} hint="Goes into the audit log. No health details." defaultValue={values.reason} errors={errors.reason} />
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton>View as this patient</SubmitButton>
          <a href={page} className="nav-link">
            Leave it
          </a>
        </div>
      </form>
    </>
  );
}

import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readBasketCookie, writeBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { notFound } from '#app/auth/guards.server.ts';
import { clientKey, limitBy } from '#app/auth/rate-limit.server.ts';
import { findSession } from '#app/auth/session.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { resources } from '#app/server-resources.server.ts';
import { addToBasket } from '#app/use-cases/edit-basket.server.ts';
import { AboutProvider } from './about-provider.tsx';
import { ClinicPicker } from './clinic-picker.tsx';
import { ProviderHeading } from './provider-heading.tsx';
import { findProviderPage } from './provider-page.server.ts';
import { addToVisitSchema } from './schema.ts';
import { ServicePicker } from './service-picker.tsx';
import { TestPicker } from './test-picker.tsx';
import { TimeForm } from './time-form.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.provider.name}, ${data.provider.field} · OneVisit` : 'OneVisit' },
  ...(data ? [{ name: 'description', content: data.provider.about }] : []),
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const view = await findProviderPage(resources().db, params.slug ?? '', new URL(request.url).searchParams, new Date());
  if (!view) throw notFound();
  return json(view);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const [basket, person] = await Promise.all([readBasketCookie(request), findSession(request)]);
  const submission = parseWithZod(await request.formData(), { schema: addToVisitSchema });
  if (submission.status !== 'success') return json({ errors: submission.error ?? {} }, { status: 400 });
  const { db } = resources();
  await limitBy(db, 'search', clientKey(context));
  const added = await addToBasket(db, {
    ...submission.value,
    replacesLineId: submission.value.replacesLineId ?? null,
    basketId: basket?.id ?? null,
    patientId: person?.role === 'patient' ? person.accountId : null,
    now: new Date(),
  });
  if (!added.ok) return json({ errors: { startsAt: [added.refusal.message] } }, { status: 409 });
  const { basketId, count } = added.value;
  return redirect('/visit', { status: 303, headers: { 'Set-Cookie': await writeBasketCookie({ id: basketId, count }) } });
}

export default function Provider() {
  const { provider, services, find, service, allServicesHref, clinics, clinic, picker, missing, replacesLineId } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <PatientShell aside={<AboutProvider provider={provider} clinics={clinics} />}>
      {refused && <ErrorSummary errors={{ times: Object.values(refused.errors).flatMap((messages) => messages ?? []) }} title="Not in your visit yet" />}
      <ProviderHeading provider={provider} />
      {replacesLineId && (
        <Notice title="You are choosing another time">
          <p>Your visit keeps the time it has until you choose a new one here.</p>
        </Notice>
      )}
      {missing.map((sentence) => (
        <Notice key={sentence} kind="warning" title={sentence} />
      ))}
      <div id="choose" tabIndex={-1} className="grid gap-8">
        {provider.kind === 'doctor' ? (
          <ServicePicker services={services} chosenId={service?.id} />
        ) : (
          <TestPicker tests={services} chosen={service} find={find} allTestsHref={allServicesHref} />
        )}
        {service && clinic && picker && (
          <>
            <ClinicPicker clinics={clinics} chosenId={clinic.id} />
            <TimeForm provider={provider} service={service} clinic={clinic} picker={picker} replacesLineId={replacesLineId} />
          </>
        )}
      </div>
    </PatientShell>
  );
}

import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { Button } from '#app/components/form/button.tsx';
import { SelectField } from '#app/components/form/text-field.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { openService } from '#app/use-cases/open-service.server.ts';
import { findDeskProvider } from '#db/desk-providers.ts';
import { listLabTestNames } from '#db/lab-tests.ts';
import { listProviderNames } from '#db/people.ts';
import { listPolicyVersions } from '#db/policies.ts';
import { answerChange } from '../admin.settings._index/answer-change.server.ts';
import { ChangeForm, ChangePage } from '../admin.settings._index/change-form.tsx';
import { typedPercent } from '../admin.settings._index/typed-value.ts';
import { newServiceSchema } from './schema.ts';
import { ServiceFields } from './service-fields.tsx';

const LIST = '/admin/settings/services';

export const meta: MetaFunction = () => [{ title: 'New service · OneVisit desk' }];

/** First whose it is, by `?provider=`: a doctor sells other things than a laboratory. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  const asked = new URL(request.url).searchParams.get('provider');
  if (!asked) return json({ provider: null, providers: await listProviderNames(db) });
  const provider = await findDeskProvider(db, asked);
  if (!provider) throw notFound();
  const versions = await listPolicyVersions(db);
  const tests: string[] = provider.kind === 'lab' ? await listLabTestNames(db) : [];
  const policies = [...Map.groupBy(versions, ({ name }) => name).values()].map((each) => ({ value: each[0]!.id, label: each[0]!.name }));
  const { id, kind, name } = provider;
  const grant = { grantDays: String(provider.follow_up_days), grantPrice: typedPercent(provider.follow_up_price_bps) };
  const ofKind = kind === 'lab' ? { duration: '10', buffer: '0' } : { kind: 'consultation', duration: '20', buffer: '5', ...grant };
  return json({ provider: { id, kind, name }, policies, tests, typed: { ...ofKind, ...(policies.length === 1 && { policy: policies[0]!.value }) } });
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  return answerChange(request, {
    adminId,
    schema: newServiceSchema,
    make: ({ provider: providerId, policy: policyId, price: pricePaise, duration: durationMinutes, buffer: bufferMinutes, reason: _reason, ...typed }, order) =>
      openService(resources().db, { ...order, wish: { ...typed, providerId, policyId, pricePaise, durationMinutes, bufferMinutes } }),
    done: (id) => `${LIST}/${id}?done`,
  });
}

export default function NewService() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!data.provider) return <WhoseIsIt providers={data.providers} />;
  const { provider, policies, tests, typed } = data;
  return (
    <ChangePage
      title="A new service"
      lede={`Sold by ${provider.name}, at every clinic where they work.`}
      back={{ href: `/admin/providers/${provider.id}`, label: provider.name }}
      answer={answer}
      confirm="Put this service on sale"
    >
      <ChangeForm answer={answer} review="Review this service" initial={typed}>
        {(form) => <ServiceFields provider={provider} policies={policies} tests={tests} {...form} />}
      </ChangeForm>
    </ChangePage>
  );
}

function WhoseIsIt({ providers }: { providers: { id: string; name: string }[] }) {
  return (
    <>
      <PageHeading title="A new service" back={{ href: LIST, label: 'Services' }} />
      {providers.length === 0 ? (
        <p>There is nobody yet who could sell it. <a href="/admin/settings/providers/new">Add a provider</a> first.</p>
      ) : (
        <form method="get" className="grid max-w-prose gap-6">
          <SelectField label="Who sells it" name="provider" options={providers.map(({ id, name }) => ({ value: id, label: name }))} />
          <div>
            <Button type="submit">Go on with this provider</Button>
          </div>
        </form>
      )}
    </>
  );
}

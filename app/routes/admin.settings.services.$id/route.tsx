import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { RadioGroup } from '#app/components/form/choice-field.tsx';
import { SelectField, TextField } from '#app/components/form/text-field.tsx';
import { resources } from '#app/server-resources.server.ts';
import { changeService } from '#app/use-cases/change-service.server.ts';
import { findDeskService } from '#db/desk-services.ts';
import { listPolicyVersions } from '#db/policies.ts';
import { answerChange } from '../admin.settings._index/answer-change.server.ts';
import { ChangeForm, ChangePage } from '../admin.settings._index/change-form.tsx';
import { DoneNotice } from '../admin.settings._index/done-notice.tsx';
import { typedRupees } from '../admin.settings._index/typed-value.ts';
import { serviceSchema } from './schema.ts';

const LIST = '/admin/settings/services';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.service.name ?? 'Service'} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  const [service, versions] = await Promise.all([findDeskService(db, params.id ?? ''), listPolicyVersions(db)]);
  if (!service) throw notFound();
  const policies = [...Map.groupBy(versions, ({ name }) => name).values()].map((each) => ({ value: each[0]!.id, label: each[0]!.name }));
  const policy = policies.find(({ label }) => label === service.policy_name)!.value;
  return json({
    service: { name: service.name, providerName: service.provider_name },
    policies,
    typed: {
      price: typedRupees(service.list_price_paise),
      duration: String(service.duration_minutes),
      buffer: String(service.buffer_minutes),
      policy,
      sold: service.active === 1 ? 'yes' : 'no',
    },
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const serviceId = params.id ?? '';
  if (!(await findDeskService(db, serviceId))) throw notFound();
  return answerChange(request, {
    adminId,
    schema: serviceSchema,
    make: ({ price, duration, buffer, policy, sold }, order) =>
      changeService(db, { ...order, wish: { serviceId, pricePaise: price, durationMinutes: duration, bufferMinutes: buffer, policyId: policy, active: sold === 'yes' } }),
    done: (id) => `${LIST}/${id}?done`,
  });
}

export default function Service() {
  const { service, policies, typed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const minutes = { inputMode: 'numeric', autoComplete: 'off', width: 'short', after: <span className="text-muted">minutes</span> } as const;
  return (
    <ChangePage title={service.name} lede={`Sold by ${service.providerName}. What is booked keeps what it was sold with.`} back={{ href: LIST, label: 'Services' }} answer={answer} confirm="Change this service">
      <DoneNotice />
      <ChangeForm answer={answer} review="Review the change" initial={typed}>
        {({ values, errors }) => (
          <>
            <TextField label="Price in rupees" name="price" inputMode="decimal" autoComplete="off" width="short" defaultValue={values.price} errors={errors.price} />
            <TextField label="It takes" name="duration" {...minutes} defaultValue={values.duration} errors={errors.duration} />
            <TextField label="Buffer after it" name="buffer" {...minutes} defaultValue={values.buffer} errors={errors.buffer} />
            <SelectField label="Cancellation policy" name="policy" options={policies} defaultValue={values.policy} errors={errors.policy} />
            <RadioGroup
              label="On sale"
              name="sold"
              defaultValue={values.sold}
              errors={errors.sold}
              choices={[
                { value: 'yes', label: 'Patients can book it' },
                { value: 'no', label: 'Withdrawn', hint: 'Nobody can book it; what is booked goes on.' },
              ]}
            />
          </>
        )}
      </ChangeForm>
    </ChangePage>
  );
}

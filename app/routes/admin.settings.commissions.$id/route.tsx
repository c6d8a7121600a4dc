import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { TextField } from '#app/components/form/text-field.tsx';
import { SERVICE_KINDS } from '#app/domain/booking.ts';
import { resources } from '#app/server-resources.server.ts';
import { changeCommission } from '#app/use-cases/change-commission.server.ts';
import { findCommissions } from '#db/commissions.ts';
import { inWords } from '../admin/in-words.ts';
import { answerChange } from '../admin.settings._index/answer-change.server.ts';
import { ChangeForm, ChangePage } from '../admin.settings._index/change-form.tsx';
import { DoneNotice } from '../admin.settings._index/done-notice.tsx';
import { percentField, reasonField } from '../admin.settings._index/fields.ts';
import { typedPercent } from '../admin.settings._index/typed-value.ts';

const LIST = '/admin/settings/commissions';
const percent = { inputMode: 'decimal', autoComplete: 'off', width: 'short', after: <span className="text-muted">%</span> } as const;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Commission of ${data?.provider.name ?? 'a provider'} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const provider = await findCommissions(resources().db, params.id ?? '');
  if (!provider) throw notFound();
  const kinds = SERVICE_KINDS.filter((kind) => provider.commissionBps[kind] !== undefined);
  const typed = Object.fromEntries(kinds.map((kind) => [kind as string, typedPercent(provider.commissionBps[kind]!)]));
  return json({ provider: { name: provider.name }, kinds, typed: { ...typed, keptFee: typedPercent(provider.kept_fee_provider_bps) } });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const provider = await findCommissions(db, params.id ?? '');
  if (!provider) throw notFound();
  const kinds = SERVICE_KINDS.filter((kind) => provider.commissionBps[kind] !== undefined);
  const schema = z.object({ ...Object.fromEntries(kinds.map((kind) => [kind, percentField])), keptFee: percentField, reason: reasonField });
  return answerChange(request, {
    adminId,
    schema,
    make: ({ keptFee, reason: _reason, ...commissionBps }, order) => changeCommission(db, { ...order, wish: { providerId: provider.id, commissionBps, keptFeeProviderBps: keptFee } }),
    done: (id) => `${LIST}/${id}?done`,
  });
}

export default function Commission() {
  const { provider, kinds, typed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ChangePage title={provider.name} lede="What the platform keeps of each service. A booking keeps the share it was sold with." back={{ href: LIST, label: 'Commissions' }} answer={answer} confirm="Change the commission">
      <DoneNotice />
      <ChangeForm answer={answer} review="Review the change" initial={typed}>
        {({ values, errors }) => (
          <>
            {kinds.map((kind) => (
              <TextField key={kind} label={`Commission: ${inWords(kind).toLowerCase()}`} name={kind} {...percent} defaultValue={values[kind]} errors={errors[kind]} />
            ))}
            <TextField label="Provider’s part of a kept cancellation fee" name="keptFee" {...percent} defaultValue={values.keptFee} errors={errors.keptFee} />
          </>
        )}
      </ChangeForm>
    </ChangePage>
  );
}

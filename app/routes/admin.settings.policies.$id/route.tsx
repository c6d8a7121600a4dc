import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { TextField } from '#app/components/form/text-field.tsx';
import { parsePolicy } from '#app/domain/cancellation-policy.ts';
import { policySentence } from '#app/domain/policy-sentence.ts';
import { POLICY_DEADLINES_MAX } from '#app/domain/settings-bounds.ts';
import { resources } from '#app/server-resources.server.ts';
import { publishPolicyVersion } from '#app/use-cases/publish-policy-version.server.ts';
import { findPolicyName, listPolicyVersions, listPublications } from '#db/policies.ts';
import { answerChange } from '../admin.settings._index/answer-change.server.ts';
import { ChangeForm, ChangePage } from '../admin.settings._index/change-form.tsx';
import { DoneNotice } from '../admin.settings._index/done-notice.tsx';
import { PolicyHistory } from './history.tsx';
import { newPolicySchema, policyVersionSchema } from './schema.ts';
import { TierFields } from './tier-fields.tsx';
import { typedTiers } from './typed-tiers.ts';

const LIST = '/admin/settings/policies';
/** Boxes of a new policy; a version of an old one has one more than there is. */
const DEADLINES_AT_FIRST = 3;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.policy?.name ?? 'New policy'} · OneVisit desk` }];

/** The policy that has a version of this id; `new` is the one that is not there yet. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  if (params.id === 'new') return json({ policy: null });
  const name = await findPolicyName(db, params.id ?? '');
  if (name === null) throw notFound();
  const versions = await listPolicyVersions(db, name);
  const publications = await listPublications(db, versions.map(({ id }) => id));
  const tiers = parsePolicy(versions[0]!.body).tiers;
  return json({
    policy: {
      name,
      version: versions[0]!.version,
      typed: typedTiers(tiers),
      deadlines: Math.min(POLICY_DEADLINES_MAX, Math.max(DEADLINES_AT_FIRST, tiers.length)),
      versions: versions.map(({ body, ...version }) => {
        const publication = publications.find(({ policyId }) => policyId === version.id);
        return { ...version, sentence: policySentence(body), publishedBy: publication?.publishedBy ?? null, reason: publication?.reason ?? null };
      }),
    },
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const done = (id: string) => `${LIST}/${id}?done`;
  if (params.id === 'new') {
    return answerChange(request, { adminId, done, schema: newPolicySchema, make: ({ name, tiers }, order) => publishPolicyVersion(db, { ...order, wish: { policyId: null, name, tiers } }) });
  }
  const policyId = params.id ?? '';
  if ((await findPolicyName(db, policyId)) === null) throw notFound();
  return answerChange(request, { adminId, done, schema: policyVersionSchema, make: ({ tiers }, order) => publishPolicyVersion(db, { ...order, wish: { policyId, name: '', tiers } }) });
}

export default function Policy() {
  const { policy } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const back = { href: LIST, label: 'Cancellation policies' };
  if (!policy) {
    return (
      <ChangePage title="A new policy" back={back} answer={answer} confirm="Publish this policy">
        <ChangeForm answer={answer} review="Review this policy" initial={{ refundLast: '0' }}>
          {(form) => (
            <>
              <TextField label="Name" name="name" maxLength={80} autoComplete="off" hint="Providers and the desk know it by this." defaultValue={form.values.name} errors={form.errors.name} />
              <TierFields deadlines={DEADLINES_AT_FIRST} {...form} />
            </>
          )}
        </ChangeForm>
      </ChangePage>
    );
  }
  return (
    <ChangePage
      title={policy.name}
      lede={`Version ${policy.version} is in use. A change is a new version; what was sold keeps the version it was sold with.`}
      back={back}
      answer={answer}
      confirm={`Publish version ${policy.version + 1}`}
    >
      <DoneNotice />
      <ChangeForm answer={answer} review="Review this version" initial={policy.typed}>
        {(form) => <TierFields deadlines={policy.deadlines} {...form} />}
      </ChangeForm>
      <PolicyHistory versions={policy.versions} />
    </ChangePage>
  );
}

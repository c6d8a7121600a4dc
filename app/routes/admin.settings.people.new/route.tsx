import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { TextField } from '#app/components/form/text-field.tsx';
import { resources } from '#app/server-resources.server.ts';
import { invitePerson } from '#app/use-cases/invite-person.server.ts';
import { listProviderNames } from '#db/people.ts';
import { answerChange } from '../admin.settings._index/answer-change.server.ts';
import { ChangeForm, ChangePage } from '../admin.settings._index/change-form.tsx';
import { RoleFields } from './role-fields.tsx';
import { invitationSchema } from './schema.ts';

const LIST = '/admin/settings/people';

export const meta: MetaFunction = () => [{ title: 'Invite somebody · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  return json({ providers: await listProviderNames(resources().db), provider: new URL(request.url).searchParams.get('provider') ?? '' });
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  return answerChange(request, {
    adminId,
    schema: invitationSchema,
    make: ({ name, email, role, provider }, order) => invitePerson(resources().db, { ...order, wish: { name, email, role, providerId: provider } }),
    done: (id) => `${LIST}/${id}?done`,
  });
}

export default function Invite() {
  const { providers, provider } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ChangePage title="Invite somebody" lede="They get a link by e-mail with which they choose a password." back={{ href: LIST, label: 'People and roles' }} answer={answer} confirm="Send the invitation">
      <ChangeForm answer={answer} review="Review the invitation" initial={{ role: 'doctor', provider }}>
        {(form) => (
          <>
            <TextField label="Name" name="name" maxLength={120} autoComplete="off" defaultValue={form.values.name} errors={form.errors.name} />
            <TextField label="E-mail" name="email" type="email" autoComplete="off" defaultValue={form.values.email} errors={form.errors.email} />
            <RoleFields providers={providers} {...form} />
          </>
        )}
      </ChangeForm>
    </ChangePage>
  );
}

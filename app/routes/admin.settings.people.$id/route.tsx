import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { Card } from '#app/components/card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import { resources } from '#app/server-resources.server.ts';
import { changeRole, disableAccount, enableAccount, sendResetLink } from '#app/use-cases/change-access.server.ts';
import { roleInWords } from '#app/use-cases/invite-person.server.ts';
import { findPerson, listProviderNames } from '#db/people.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { answerChange } from '../admin.settings._index/answer-change.server.ts';
import { ChangePage } from '../admin.settings._index/change-form.tsx';
import { DoneNotice } from '../admin.settings._index/done-notice.tsx';
import { reasonField } from '../admin.settings._index/fields.ts';
import { roleFields } from '../admin.settings.people.new/schema.ts';
import { AccessForms } from './access-forms.tsx';

const LIST = '/admin/settings/people';
const CONFIRM: Readonly<Record<string, string>> = { disable: 'Disable this account', enable: 'Enable this account', role: 'Change the role', reset: 'Send the link' };

const schema = z.discriminatedUnion('deed', [
  z.object({ deed: z.enum(['disable', 'enable', 'reset']), reason: reasonField }),
  z.object({ deed: z.literal('role'), ...roleFields, reason: reasonField }),
]);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.person.name ?? 'Account'} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId } = await requireAdmin(request);
  const { db } = resources();
  const person = await findPerson(db, params.id ?? '');
  if (!person) throw notFound();
  const providers = person.role === 'patient' ? [] : await listProviderNames(db);
  return json({ person: { ...person, roleWords: roleInWords(person.role, person.provider_name) }, providers, own: person.id === accountId });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const accountId = params.id ?? '';
  const person = await findPerson(db, accountId);
  if (!person) throw notFound();
  return answerChange(request, {
    adminId,
    schema,
    make: (value, order) => {
      const own = { ...order, accountId };
      if (value.deed === 'role') return changeRole(db, { ...own, wish: { role: value.role, providerId: value.provider } });
      if (value.deed === 'disable') return disableAccount(db, own);
      return value.deed === 'enable' ? enableAccount(db, own) : sendResetLink(db, own);
    },
    done: (id, { deed }) => `${LIST}/${id}?done=${deed}`,
  });
}

export default function PersonPage() {
  const { person, providers, own } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ChangePage
      title={person.name}
      back={{ href: LIST, label: 'People and roles' }}
      aside={person.disabled_at && <Tag tone="warning">Disabled</Tag>}
      answer={answer}
      confirm={CONFIRM[answer?.values.deed ?? ''] ?? 'Change this account'}
    >
      <DoneNotice />
      <div className="max-w-prose">
        <Card>
          <SummaryList
            rows={[
              { term: 'E-mail', description: <span>{person.email}</span> },
              { term: 'Role', description: person.roleWords },
              { term: 'Since', description: <When at={person.created_at} zone={DESK_ZONE} show="dated" /> },
              { term: 'May sign in', description: person.disabled_at ? <>No, since <When at={person.disabled_at} zone={DESK_ZONE} show="dated" /></> : 'Yes' },
            ]}
          />
        </Card>
      </div>
      {own ? <Notice title="This is your own account">Another admin has to change it. Your password is under <a className="link" href="/account">your account</a>.</Notice> : <AccessForms person={person} providers={providers} answer={answer} />}
    </ChangePage>
  );
}

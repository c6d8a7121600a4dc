import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { TextField } from '#app/components/form/text-field.tsx';
import { resources } from '#app/server-resources.server.ts';
import { saveSpecialisation } from '#app/use-cases/save-specialisation.server.ts';
import { findSpecialisation } from '#db/specialisations.ts';
import { answerChange } from '../admin.settings._index/answer-change.server.ts';
import { ChangeForm, ChangePage } from '../admin.settings._index/change-form.tsx';
import { reasonField, textField } from '../admin.settings._index/fields.ts';

const LIST = '/admin/settings/specialisations';
const schema = z.object({ name: textField('Enter its name', 80), treats: textField('Say in a few words what it treats', 200), reason: reasonField });

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.specialisation?.name ?? 'New specialisation'} · OneVisit desk` }];

/** `new` is the one that is not there yet. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  if (params.id === 'new') return json({ specialisation: null });
  const specialisation = await findSpecialisation(resources().db, params.id ?? '');
  if (!specialisation) throw notFound();
  return json({ specialisation: { name: specialisation.name, treats: specialisation.treats } });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const specialisationId = params.id === 'new' ? null : (params.id ?? '');
  if (specialisationId !== null && !(await findSpecialisation(db, specialisationId))) throw notFound();
  return answerChange(request, { adminId, schema, make: ({ name, treats }, order) => saveSpecialisation(db, { ...order, wish: { specialisationId, name, treats } }), done: () => `${LIST}?done` });
}

export default function Specialisation() {
  const { specialisation } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ChangePage
      title={specialisation?.name ?? 'A new specialisation'}
      back={{ href: LIST, label: 'Specialisations' }}
      answer={answer}
      confirm={specialisation ? 'Change this specialisation' : 'Add this specialisation'}
    >
      <ChangeForm answer={answer} review={specialisation ? 'Review the change' : 'Review it'} {...(specialisation && { initial: specialisation })}>
        {({ values, errors }) => (
          <>
            <TextField label="Name" name="name" maxLength={80} autoComplete="off" defaultValue={values.name} errors={errors.name} />
            <TextField label="What it treats" name="treats" maxLength={200} hint="Patients find it by these words, too." autoComplete="off" defaultValue={values.treats} errors={errors.treats} />
          </>
        )}
      </ChangeForm>
    </ChangePage>
  );
}

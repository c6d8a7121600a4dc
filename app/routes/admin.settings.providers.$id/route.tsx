import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { changeProvider, openProvider, type ProviderWish } from '#app/use-cases/save-provider.server.ts';
import { listClinics } from '#db/clinics.ts';
import { findDeskProvider } from '#db/desk-providers.ts';
import { listSpecialisations } from '#db/specialisations.ts';
import { answerChange } from '../admin.settings._index/answer-change.server.ts';
import { ChangeForm, ChangePage } from '../admin.settings._index/change-form.tsx';
import { ProviderFields } from './provider-fields.tsx';
import { newProviderSchema, providerSchema } from './schema.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.provider?.name ?? 'New provider'} · OneVisit desk` }];

/** `new` is the one that is not there yet. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  const provider = params.id === 'new' ? null : await findDeskProvider(db, params.id ?? '');
  if (provider === undefined) throw notFound();
  const [specialisations, clinics] = await Promise.all([listSpecialisations(db), listClinics(db)]);
  const choices = { specialisations: specialisations.map(({ id, name }) => ({ id, name })), clinics: clinics.map(({ id, name, locality }) => ({ id, name, locality })) };
  if (!provider) return json({ provider: null, ...choices, typed: { kind: 'doctor', ...(clinics.length === 1 && { 'clinic[0]': clinics[0]!.id }) } });
  const ticked = Object.fromEntries(clinics.flatMap(({ id }, index) => (provider.clinicIds.includes(id) ? [[`clinic[${index}]`, id]] : [])));
  const { id, kind, name, slug, qualification, registration_number: registration, languages, about } = provider;
  const typed = { name, specialisation: provider.specialisation_id ?? '', qualification, registration, languages, years: String(provider.experience_years), about, ...ticked };
  return json({ provider: { id, kind, name, slug }, ...choices, typed });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const done = (id: string) => `/admin/providers/${id}?done=saved`;
  if (params.id === 'new') return answerChange(request, { adminId, done, schema: newProviderSchema, make: ({ kind, ...typed }, order) => openProvider(db, { ...order, kind, wish: wishOf(typed) }) });
  const providerId = params.id ?? '';
  if (!(await findDeskProvider(db, providerId))) throw notFound();
  return answerChange(request, { adminId, done, schema: providerSchema, make: (typed, order) => changeProvider(db, { ...order, providerId, wish: wishOf(typed) }) });
}

type Typed = Omit<ProviderWish, 'specialisationId' | 'registrationNumber' | 'clinicIds'> & { readonly specialisation: string | null; readonly registration: string; readonly clinic: string[] };

function wishOf({ name, specialisation: specialisationId, qualification, registration: registrationNumber, languages, years, about, clinic: clinicIds }: Typed): ProviderWish {
  return { name, specialisationId, qualification, registrationNumber, languages, years, about, clinicIds };
}

export default function ProviderFacts() {
  const { provider, specialisations, clinics, typed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const back = provider ? { href: `/admin/providers/${provider.id}`, label: provider.name } : { href: '/admin/providers', label: 'Providers' };
  return (
    <ChangePage
      title={provider ? `What patients see of ${provider.name}` : 'A new provider'}
      lede={provider ? <>On <a href={`/providers/${provider.slug}`}>their page</a>, whose address stays.</> : 'A doctor or a laboratory. What they sell, who signs in for them and their hours come after.'}
      back={back}
      answer={answer}
      confirm={provider ? 'Change this provider' : 'Add this provider'}
    >
      <ChangeForm answer={answer} review={provider ? 'Review the change' : 'Review this provider'} initial={typed}>
        {(form) => <ProviderFields kind={provider?.kind ?? null} specialisations={specialisations} clinics={clinics} {...form} />}
      </ChangeForm>
    </ChangePage>
  );
}

import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { SelectField, TextField } from '#app/components/form/text-field.tsx';
import { resources } from '#app/server-resources.server.ts';
import { changeClinic, openClinic } from '#app/use-cases/save-clinic.server.ts';
import { findClinic, listCities } from '#db/clinics.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { answerChange } from '../admin.settings._index/answer-change.server.ts';
import { ChangeForm, ChangePage } from '../admin.settings._index/change-form.tsx';
import { clinicSchema, newClinicSchema } from './schema.ts';

const LIST = '/admin/settings/clinics';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.clinic?.name ?? 'New clinic'} · OneVisit desk` }];

/** `new` is the one that is not there yet. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  if (params.id === 'new') return json({ clinic: null, cities: await listCities(db), typed: { zone: DESK_ZONE as string } });
  const clinic = await findClinic(db, params.id ?? '');
  if (!clinic) throw notFound();
  const { name, address, locality, pin_code: pinCode, phone, zone } = clinic;
  const cities: Awaited<ReturnType<typeof listCities>> = [];
  return json({ clinic: { name, cityName: clinic.city_name }, cities, typed: { name, address, locality, pinCode, phone, zone } });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const done = () => `${LIST}?done`;
  if (params.id === 'new') {
    return answerChange(request, { adminId, done, schema: newClinicSchema, make: ({ city: id, newCity: newName, reason: _reason, ...wish }, order) => openClinic(db, { ...order, city: { id, newName }, wish }) });
  }
  const clinicId = params.id ?? '';
  if (!(await findClinic(db, clinicId))) throw notFound();
  return answerChange(request, { adminId, done, schema: clinicSchema, make: ({ reason: _reason, ...wish }, order) => changeClinic(db, { ...order, clinicId, wish }) });
}

export default function Clinic() {
  const { clinic, cities, typed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ChangePage title={clinic?.name ?? 'A new clinic'} lede={clinic && `In ${clinic.cityName}.`} back={{ href: LIST, label: 'Clinics' }} answer={answer} confirm={clinic ? 'Change this clinic' : 'Open this clinic'}>
      <ChangeForm answer={answer} review={clinic ? 'Review the change' : 'Review this clinic'} initial={typed}>
        {({ values, errors }) => {
          const box = (name: string) => ({ name, defaultValue: values[name], errors: errors[name], autoComplete: 'off' });
          return (
            <>
              <TextField label="Name" maxLength={120} {...box('name')} />
              {cities.length > 0 && <SelectField label="City" placeholder="Choose a city" options={cities.map(({ id, name }) => ({ value: id, label: name }))} {...box('city')} defaultValue={values.city ?? ''} />}
              {!clinic && <TextField label={cities.length > 0 ? 'Or a new city' : 'City'} maxLength={80} {...box('newCity')} />}
              <TextField label="House and street" maxLength={200} {...box('address')} />
              <TextField label="Locality" maxLength={80} {...box('locality')} />
              <TextField label="PIN code" inputMode="numeric" width="short" {...box('pinCode')} />
              <TextField label="Phone" type="tel" width="medium" {...box('phone')} />
              <TextField label="Time zone" width="medium" hint="It can change only while no booking is to come." {...box('zone')} />
            </>
          );
        }}
      </ChangeForm>
    </ChangePage>
  );
}

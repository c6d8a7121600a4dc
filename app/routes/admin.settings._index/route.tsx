import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { Card } from '#app/components/card.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { countSettings } from '#db/settings-counts.ts';
import { EmptyHouse } from './empty-house.tsx';
import { firstSteps } from './first-steps.ts';

export const meta: MetaFunction = () => [{ title: 'Settings · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const counts = await countSettings(resources().db, new Date());
  return json({ counts, steps: firstSteps(counts) });
}

type Counts = Awaited<ReturnType<typeof countSettings>>;

function many(count: number, one: string, several: string): string {
  return `${count.toLocaleString('en-IN')} ${count === 1 ? one : several}`;
}

function cardsOf(counts: Counts): { path: string; title: string; about: string; count: string }[] {
  return [
    { path: 'policies', title: 'Cancellation policies', about: 'What comes back when a patient cancels.', count: many(counts.policies, 'policy', 'policies') },
    { path: 'services', title: 'Services', about: 'Prices, minutes, policies, and what is on sale.', count: `${many(counts.services, 'service', 'services')} on sale, ${counts.withdrawn} withdrawn` },
    { path: 'commissions', title: 'Commissions', about: 'What the platform keeps of each service.', count: many(counts.providers, 'provider', 'providers') },
    { path: 'coupons', title: 'Coupons', about: 'Codes that take something off a visit.', count: `${many(counts.coupons, 'coupon', 'coupons')} running` },
    { path: 'people', title: 'People and roles', about: 'Who can sign in, and as what.', count: `${many(counts.admins, 'admin', 'admins')}, ${many(counts.logins, 'provider’s login', 'providers’ logins')}` },
    { path: 'clinics', title: 'Clinics', about: 'Where services are given, and on which clock.', count: many(counts.clinics, 'clinic', 'clinics') },
    { path: 'specialisations', title: 'Specialisations', about: 'The words by which patients find a doctor.', count: many(counts.specialisations, 'specialisation', 'specialisations') },
  ];
}

export default function Settings() {
  const { counts, steps } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading title="Settings" lede="Each change is shown before it is made, counts from then on, and is written down in the audit log. What was sold stays as it was sold." />
      {steps && <EmptyHouse steps={steps} />}
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {cardsOf(counts).map(({ path, title, about, count }) => (
          <Card key={path} title={<a href={`/admin/settings/${path}`} className="link">{title}</a>}>
            <p>{about}</p>
            <p className="text-muted">{count}</p>
          </Card>
        ))}
      </div>
    </>
  );
}

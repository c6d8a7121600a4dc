import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findOwnBasket } from '#app/auth/forget-basket.server.ts';
import { requirePatient } from '#app/auth/guards.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ButtonLink } from '#app/components/form/button.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { resources } from '#app/server-resources.server.ts';
import { readVisits } from './read-visits.server.ts';
import { pageSchema } from './schema.ts';
import { VisitCard } from './visit-card.tsx';
import type { VisitCardView } from './visit-card-view.ts';

export const headers = privatePageHeaders;
export const meta: MetaFunction = () => [{ title: 'My visits · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const patient = await requirePatient(request);
  const { db } = resources();
  await findOwnBasket(db, request, patient.accountId);
  const query = new URL(request.url).searchParams;
  const page = pageSchema.parse({ coming: query.get('coming'), earlier: query.get('earlier') });
  const lists = await readVisits(db, { patientId: patient.accountId, ...page, now: new Date() });
  return json({ ...lists, firstPage: page.coming === null && page.earlier === null });
}

export default function Visits() {
  const { coming, earlier, firstPage } = useLoaderData<typeof loader>();
  const none = coming.visits.length === 0 && earlier.visits.length === 0;
  return (
    <PatientShell>
      <PageHeading
        title="My visits"
        back={firstPage ? undefined : { href: '/visits', label: 'Back to the first page' }}
        aside={
          <ButtonLink href="/search" look={none ? 'secondary' : 'primary'} icon="plus">
            Book a visit
          </ButtonLink>
        }
      />
      {none && <NoVisits />}
      {!none && firstPage && coming.visits.length === 0 && <p className="text-muted">Nothing is booked for the coming days.</p>}
      <VisitSection title="Coming up" page={coming} param="coming" />
      <VisitSection title="Earlier" page={earlier} param="earlier" />
    </PatientShell>
  );
}

function VisitSection({ title, page, param }: { title: string; page: { visits: VisitCardView[]; next: string | null }; param: string }) {
  if (page.visits.length === 0) return null;
  return (
    <section className="grid gap-4">
      <h2>{title}</h2>
      <ul className="grid gap-3">
        {page.visits.map((visit) => (
          <li key={visit.id}>
            <VisitCard visit={visit} />
          </li>
        ))}
      </ul>
      <Pagination nextHref={page.next && `/visits?${new URLSearchParams({ [param]: page.next })}`} />
    </section>
  );
}

function NoVisits() {
  return (
    <EmptyState title="No visits yet" action={<ButtonLink href="/search">Find care</ButtonLink>}>
      <p>Choose a doctor or a lab test. Several services fit into one visit, booked and paid in one go.</p>
    </EmptyState>
  );
}

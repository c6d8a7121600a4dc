import { json, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { CareForm } from '#app/routes/search/care-form.tsx';
import { resources } from '#app/server-resources.server.ts';
import { CareLinks } from './care-links.tsx';
import { ExampleVisit } from './example-visit.tsx';
import { loadHome } from './home-page.server.ts';
import { HowItWorks } from './how-it-works.tsx';

export const meta: MetaFunction = () => [
  { title: 'OneVisit · Doctors and lab tests in one visit' },
  { name: 'description', content: 'Book a consultation, a blood test and a follow-up as one visit. Pay once. Cancel any part on its own.' },
];

export async function loader() {
  return json(await loadHome(resources().db, new Date()));
}

export default function Home() {
  const { form, cities, specialisations, labTests } = useLoaderData<typeof loader>();
  return (
    <PatientShell>
      <div className="grid items-center gap-8 lg:grid-cols-[minmax(0,1fr)_min(22rem,50%)] lg:gap-x-16 lg:pt-6">
        <div className="grid gap-4">
          <h1 className="max-w-prose">See the doctor and do the tests in one visit, with one payment.</h1>
          <p className="max-w-prose text-lg text-muted">
            Choose a consultation, a blood test and a follow-up from any doctor or lab. Hold all the times together, pay once, and cancel any part on its own.
          </p>
        </div>
        <section aria-label="Find care" className="lg:order-last lg:col-span-2">
          <CareForm form={form} />
        </section>
        <ExampleVisit />
      </div>
      <HowItWorks />
      <CareLinks cities={cities} specialisations={specialisations} labTests={labTests} />
    </PatientShell>
  );
}

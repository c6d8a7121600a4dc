import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatDay, type LocalDate } from '#app/domain/appointment-time.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Tabs } from '#app/components/list/tabs.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { resources } from '#app/server-resources.server.ts';
import { CareForm } from './care-form.tsx';
import { NothingFound } from './nothing-found.tsx';
import { ResultCard } from './result-card.tsx';
import { ResultPages } from './result-pages.tsx';
import { loadSearch } from './search-page.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? 'Find care'} · OneVisit` },
  { name: 'description', content: 'Doctors and labs with their prices and next free times. Book several services as one visit, with one payment.' },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const view = await loadSearch(resources().db, new URL(request.url).searchParams, new Date());
  return json(view, { status: Object.keys(view.errors).length > 0 ? 400 : 200 });
}

export default function Search() {
  const { title, form, errors, kinds, chips, date, results, notThatDay, nextHref, startHref } = useLoaderData<typeof loader>();
  const day = date && formatDay(date as LocalDate);
  return (
    <PatientShell>
      <ErrorSummary errors={errors} title="We left out what we could not read" />
      <div className="grid gap-5">
        <PageHeading title={title} />
        <CareForm form={form} errors={errors} />
      </div>
      <div className="grid gap-4">
        {kinds.length > 0 && <Tabs label="Kind of care" tabs={kinds.map((tab) => ({ ...tab }))} />}
        {chips.length > 0 && results.length + notThatDay.length > 0 && <FilterChips label="Filters; choose one to remove it" chips={chips.map((chip) => ({ ...chip }))} />}
        {results.map((result) => (
          <ResultCard key={result.href} result={result} day={day} />
        ))}
        {results.length === 0 && <NothingFound chips={chips} day={notThatDay.length > 0 ? day : null} />}
        {notThatDay.length > 0 && (
          <section className="mt-4 grid gap-4">
            <h2>Free on another day</h2>
            {notThatDay.map((result) => (
              <ResultCard key={result.href} result={result} day={day} />
            ))}
          </section>
        )}
        <ResultPages nextHref={nextHref} startHref={startHref} />
      </div>
    </PatientShell>
  );
}

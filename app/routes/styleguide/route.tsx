import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Tabs } from '#app/components/list/tabs.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { AdminShell } from '#app/components/shell/admin-shell.tsx';
import { ErrorPage } from '#app/components/shell/error-page.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { ProviderShell } from '#app/components/shell/provider-shell.tsx';
import { BookingSection } from '#app/routes/styleguide/booking-section.tsx';
import { DayList, MoneyTable, RowStory } from '#app/routes/styleguide/desk-section.tsx';
import { FormSection } from '#app/routes/styleguide/form-section.tsx';
import { VisitSection, VisitMoney } from '#app/routes/styleguide/visit-section.tsx';
import { WordSection } from '#app/routes/styleguide/word-section.tsx';

export const meta: MetaFunction = () => [{ title: 'Style guide · OneVisit' }, { name: 'robots', content: 'noindex' }];

const sections = ['words', 'forms', 'booking', 'visit', 'desk', 'provider', 'errors'] as const;
type Section = (typeof sections)[number];

const SAMPLE_HOLD_MINUTES = 10;
const SAMPLE_LEFT_MS = 7.5 * 60_000;

export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get('section');
  const now = new Date();
  return json({
    section: sections.find((section) => section === asked) ?? 'words',
    status: Number(searchParams.get('status') ?? 404),
    hold: {
      now: now.toISOString(),
      until: new Date(now.getTime() + SAMPLE_LEFT_MS).toISOString(),
      holdMinutes: SAMPLE_HOLD_MINUTES,
    },
  });
}

function SectionTabs({ current }: { current: Section }) {
  const tabs = sections.map((section) => ({
    href: `/styleguide?section=${section}`,
    label: section.charAt(0).toUpperCase() + section.slice(1),
    current: section === current,
  }));
  return <Tabs label="Sections" tabs={tabs} />;
}

function ErrorSection({ status }: { status: number }) {
  const shown = [400, 403, 404, 429, 500, 502, 503];
  const tabs = shown.map((code) => ({
    href: `/styleguide?section=errors&status=${code}`,
    label: String(code),
    current: code === status,
  }));
  return (
    <>
      <div className="bounds">
        <SectionTabs current="errors" />
        <Tabs label="Statuses" tabs={tabs} />
      </div>
      <ErrorPage status={status} />
    </>
  );
}

/** Every component in every state, with made-up people. What a page needs and this page lacks is missing from the kit. */
export default function StyleGuide() {
  const { section, status, hold } = useLoaderData<typeof loader>();
  const heading = <PageHeading title="Style guide" lede="Every component in every state." />;
  const tabs = <SectionTabs current={section} />;
  if (section === 'errors') return <ErrorSection status={status} />;
  if (section === 'desk') {
    return (
      <AdminShell panel={<RowStory />}>
        {tabs}
        <MoneyTable />
      </AdminShell>
    );
  }
  if (section === 'provider') {
    return (
      <ProviderShell provider="Dr. Meera Nair">
        {tabs}
        <DayList />
      </ProviderShell>
    );
  }
  return (
    <PatientShell aside={section === 'visit' ? <VisitMoney /> : undefined}>
      {heading}
      {tabs}
      {section === 'words' && <WordSection />}
      {section === 'forms' && <FormSection />}
      {section === 'booking' && <BookingSection hold={hold} />}
      {section === 'visit' && <VisitSection />}
    </PatientShell>
  );
}

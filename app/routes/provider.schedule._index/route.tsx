import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { requireProvider } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { minutesInWords } from '#app/domain/minutes-in-words.ts';
import { resources } from '#app/server-resources.server.ts';
import { ExceptionList } from './exception-list.tsx';
import { OutsideSection } from './outside-section.tsx';
import { readSchedule } from './read-schedule.server.ts';
import { savedSentence } from './saved.ts';
import { ServiceTable } from './service-table.tsx';
import { WeekTable } from './week-table.tsx';

export const meta: MetaFunction = () => [{ title: 'Schedule · OneVisit' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { providerId } = await requireProvider(request);
  const saved = savedSentence(new URL(request.url).searchParams.get('saved'));
  return json({ ...(await readSchedule(resources().db, { providerId, now: new Date() })), saved });
}

function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid content-start gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

function AddLink({ href, children }: { href: string; children: string }) {
  return (
    <ButtonLink look="secondary" small icon="plus" href={href}>
      {children}
    </ButtonLink>
  );
}

export default function Schedule() {
  const { kind, weeks, leave, extra, services, window, outside, saved } = useLoaderData<typeof loader>();
  const change = { href: '/provider/schedule/window', label: 'Change' };
  return (
    <>
      <PageHeading title="Schedule" lede="When patients can book you. A change counts for new bookings; what is booked keeps its time." />
      {saved && <Notice kind="success" title={saved} />}
      <OutsideSection outside={outside} />
      <Section title="Weekly hours">
        <WeekTable weeks={weeks} seats={kind === 'lab'} />
      </Section>
      <div className="grid gap-6 lg:grid-cols-2">
        <Section title="Leave and holidays" aside={<AddLink href="/provider/schedule/leave">Add leave</AddLink>}>
          <ExceptionList exceptions={leave} empty="No leave is planned." />
        </Section>
        <Section title="Extra sessions" aside={<AddLink href="/provider/schedule/extra">Add an extra session</AddLink>}>
          <ExceptionList exceptions={extra} empty="No extra session is planned." />
        </Section>
        <Section title="How long services take">
          <ServiceTable services={services} />
        </Section>
        <Section title="When patients can book">
          <div className="card py-2">
            <SummaryList
              rows={[
                { term: 'At the latest', description: window.minNoticeMinutes === 0 ? 'Until it begins' : `${minutesInWords(window.minNoticeMinutes)} before`, action: change },
                { term: 'At the earliest', description: `${window.horizonDays === 1 ? '1 day' : `${window.horizonDays} days`} before`, action: change },
              ]}
            />
          </div>
        </Section>
      </div>
    </>
  );
}

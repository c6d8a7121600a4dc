import type { ReactNode } from 'react';
import { ButtonLink } from '#app/components/form/button.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Tabs } from '#app/components/list/tabs.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { listAddress } from '../admin/list-address.ts';
import type { Clinic } from './diary-entry.ts';

interface DiaryHeadingProps {
  title: string;
  lede: ReactNode;
  view: 'day' | 'week';
  /** The date on view, `YYYY-MM-DD`. */
  date: string;
  previous: string;
  next: string;
  /** The way back, when today is not on view. */
  showToday: boolean;
  clinics: Clinic[];
  clinicSlug: string | null;
}

const paths = { day: '/provider', week: '/provider/week' };

/** What the day and the week share: which days, which clinic, and the way to the neighbours. */
export function DiaryHeading({ title, lede, view, date, previous, next, showToday, clinics, clinicSlug }: DiaryHeadingProps) {
  const address = (path: string, day: string | null, clinic: string | null = clinicSlug) => listAddress(path, { date: day, clinic });
  const path = paths[view];
  return (
    <>
      <PageHeading
        title={title}
        lede={lede}
        aside={
          <nav aria-label={view === 'day' ? 'Days' : 'Weeks'} className="flex gap-2 no-print">
            <ButtonLink look="secondary" small icon="chevron-left" href={address(path, previous)} aria-label={`Previous ${view}`}>
              {''}
            </ButtonLink>
            {showToday && (
              <ButtonLink look="secondary" small href={address(path, null)}>
                {view === 'day' ? 'Today' : 'This week'}
              </ButtonLink>
            )}
            <ButtonLink look="secondary" small icon="chevron-right" href={address(path, next)} aria-label={`Next ${view}`}>
              {''}
            </ButtonLink>
          </nav>
        }
      />
      <Tabs
        label="Views"
        tabs={[
          { label: 'Day', href: address(paths.day, date), current: view === 'day' },
          { label: 'Week', href: address(paths.week, date), current: view === 'week' },
        ]}
      />
      {clinics.length > 1 && (
        <FilterChips
          label="Clinics"
          chips={clinics.map(({ slug, name }) => {
            const active = slug === clinicSlug;
            return { label: name, active, href: address(path, date, active ? null : slug) };
          })}
        />
      )}
    </>
  );
}

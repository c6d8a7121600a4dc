import { Steps } from '#app/components/booking/steps.tsx';
import { ButtonLink } from '#app/components/form/button.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PatientShell } from '#app/components/shell/patient-shell.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { PartsTimeline } from './parts-timeline.tsx';
import { StateNotice } from './state-notice.tsx';
import { VisitMoney } from './visit-money.tsx';
import type { VisitView } from './visit-view.ts';

export interface VisitPageProps {
  view: VisitView;
  /** The patient has just paid; the page says so only when it is true. */
  paid: boolean;
  email: string;
}

export function VisitPage({ view, paid, email }: VisitPageProps) {
  const justBooked = paid && view.state === 'booked';
  const toCome = view.parts.filter((part) => part.toCome);
  return (
    <PatientShell aside={<VisitMoney view={view} />}>
      {justBooked && <Steps current="Done" />}
      <PageHeading
        title={justBooked ? 'Your visit is booked' : 'Your visit'}
        back={justBooked ? undefined : { href: '/visits', label: 'My visits' }}
        aside={view.state === 'booked' && !justBooked && view.parts.length > 1 && <StatusTag of="visit" state={view.status} />}
      />
      <StateNotice view={view} justBooked={justBooked} email={email} />
      <PartsTimeline view={view} />
      {toCome.length > 1 && (
        <p className="no-print">
          <ButtonLink look="secondary" icon="calendar" href={`/visits/${view.code}/calendar.ics`}>
            Add all to your calendar
          </ButtonLink>
        </p>
      )}
    </PatientShell>
  );
}

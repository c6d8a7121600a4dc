import { formatTime } from '#app/domain/appointment-time.ts';
import { Button } from '#app/components/form/button.tsx';
import { Icon } from '#app/components/icon.tsx';

/** The desk's clock. */
const ZONE = 'Asia/Kolkata';

interface ViewBannerProps {
  patientName: string;
  /** ISO instant. */
  until: string;
}

/** Stays in sight on every page while an admin views as a patient. */
export function ViewBanner({ patientName, until }: ViewBannerProps) {
  return (
    <aside aria-label="Viewing as a patient" className="view-banner tone-warning">
      <Icon name="lock" size="sm" />
      <p className="min-w-0 flex-1">
        You are viewing as <strong className="font-semibold">{patientName}</strong> · read only · ends <time dateTime={until}>{formatTime(until, ZONE)}</time>
      </p>
      <form method="post" action="/stop-viewing">
        <Button type="submit" look="secondary" small>
          Stop viewing
        </Button>
      </form>
    </aside>
  );
}

import { Notice } from '#app/components/notice.tsx';

/** Said in place of the jobs while their database is away. */
export function QueueSilent() {
  return (
    <Notice kind="warning" title="The queue’s database does not answer">
      <p>
        Nothing is lost: the <a href="/admin/jobs?list=outbox">outbox</a> keeps every message until it answers, and then the work goes on by itself. Bookings, payments and cancellations are taken meanwhile; refunds, payouts and e-mails wait.
      </p>
    </Notice>
  );
}

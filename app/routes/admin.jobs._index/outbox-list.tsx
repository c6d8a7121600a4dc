import type { ComponentProps } from 'react';
import { SubmitButton } from '#app/components/form/button.tsx';
import { OutboxTable } from './outbox-table.tsx';

/** Messages with what an admin can do about those that wait. None is cancelled here: each is a promise of a change that was made. */
export function OutboxList({ rows, relayed }: ComponentProps<typeof OutboxTable>) {
  return (
    <>
      <OutboxTable rows={rows} relayed={relayed} />
      {!relayed && rows.length > 0 && (
        <form method="post" className="card grid gap-3">
          <p className="max-w-prose text-muted">The outbox is handed over right after each change and again every minute. A message is never cancelled here, because what it belongs to has happened; cancel its job instead.</p>
          <div>
            <SubmitButton look="secondary" icon="refresh" name="intent" value="relay" submittingText="Handing over…">
              Hand the outbox over now
            </SubmitButton>
          </div>
        </form>
      )}
    </>
  );
}

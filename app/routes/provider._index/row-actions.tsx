import type { ReactNode } from 'react';
import { SubmitButton } from '#app/components/form/button.tsx';
import { Icon } from '#app/components/icon.tsx';
import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { localDateOf } from '#app/domain/appointment-time.ts';
import { listAddress } from '../admin/list-address.ts';
import type { DiaryEntry } from '../provider/diary-entry.ts';
import type { ClosingIntent } from './schema.ts';

/** The list that a form comes back to. */
export interface ShownList {
  date: string;
  clinic: string | null;
  /** ISO instant of looking. */
  now: string;
}

interface RowActionsProps {
  entry: DiaryEntry;
  list: ShownList;
}

function CloseForm({ entry, list, intent, children }: RowActionsProps & { intent: ClosingIntent; children: ReactNode }) {
  return (
    <form method="post" action={`${listAddress('/provider', { date: list.date, clinic: list.clinic })}&index`}>
      <input type="hidden" name="booking" value={entry.id} />
      <input type="hidden" name="intent" value={intent} />
      {children}
    </form>
  );
}

function MenuItem({ children, ...of }: RowActionsProps & { intent: ClosingIntent; children: string }) {
  return (
    <CloseForm {...of}>
      <button type="submit" className="nav-link">
        {children}
      </button>
    </CloseForm>
  );
}

function More({ entry, list, hasCome, hasBegun }: RowActionsProps & { hasCome: boolean; hasBegun: boolean }) {
  const takesSample = hasCome && entry.service_kind === 'lab_test' && entry.sample_collected_at === null;
  return (
    <details className="menu" data-menu>
      <summary className="nav-link">
        <Icon name="more" label={`More for ${entry.patient_name}, ${entry.service_name}`} />
      </summary>
      <div className="menu-panel">
        {takesSample && (
          <MenuItem entry={entry} list={list} intent="sample_collected">
            Note the sample as collected
          </MenuItem>
        )}
        {hasBegun && (
          <MenuItem entry={entry} list={list} intent="no_show">
            Mark as a no-show
          </MenuItem>
        )}
        <a href={`/provider/bookings/${entry.id}/cancel`} className="nav-link">
          Cancel and return the money
        </a>
      </div>
    </details>
  );
}

/** One tap for what mostly happens, the rest in a menu; what is finished says how, and what it earned. */
export function RowActions({ entry, list }: RowActionsProps) {
  if (entry.status !== 'confirmed') return <Finished entry={entry} />;
  const hasCome = localDateOf(new Date(entry.starts_at), entry.zone) <= localDateOf(new Date(list.now), entry.zone);
  const hasBegun = entry.starts_at <= list.now;
  return (
    <span className="flex flex-wrap items-center justify-end gap-x-1 gap-y-1">
      {hasCome ? (
        <CloseForm entry={entry} list={list} intent="complete">
          <SubmitButton small look="secondary" icon="check" submittingText="Completing…" aria-label={`Completed: ${entry.patient_name}, ${entry.service_name}`}>
            Completed
          </SubmitButton>
        </CloseForm>
      ) : (
        <StatusTag of="booking" state={entry.status} desk />
      )}
      <More entry={entry} list={list} hasCome={hasCome} hasBegun={hasBegun} />
    </span>
  );
}

function Finished({ entry }: { entry: DiaryEntry }) {
  return (
    <span className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
      <Earned entry={entry} />
      <StatusTag of="booking" state={entry.status} desk />
    </span>
  );
}

/** Leads to the payout's own page. Nothing where nothing was earned: a free follow-up, a no-show without a share. */
export function Earned({ entry }: { entry: DiaryEntry }) {
  if (entry.payout_id === null || entry.earned_paise === null) return null;
  return (
    <a href={`/provider/earnings/${entry.payout_id}`} className="link text-sm">
      <span className="sr-only">Earned </span>
      <Money paise={entry.earned_paise} />
    </a>
  );
}

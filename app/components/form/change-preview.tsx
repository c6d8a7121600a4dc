import { SubmitButton } from '#app/components/form/button.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Notice } from '#app/components/notice.tsx';
import type { ChangePreview, ChangeRow } from '#app/domain/change-preview.ts';

interface ChangePreviewStepProps {
  preview: ChangePreview;
  /** What was typed in the first step, carried along. */
  posted: Readonly<Record<string, string>>;
  /** A verb with its object. */
  confirm: string;
  leave: string;
}

const first: Column<ChangeRow> = { header: 'What', title: true, cell: ({ what }) => what };
const last: Column<ChangeRow> = { header: 'From now on', cell: ({ after }) => <strong className="font-semibold">{after}</strong> };
const columns: Column<ChangeRow>[] = [first, { header: 'Until now', cell: ({ before }) => <span>{before ?? '—'}</span> }, last];

/** The second step of a change: before and after, whom it affects, and back to the fields without losing one. */
export function ChangePreviewStep({ preview, posted, confirm, leave }: ChangePreviewStepProps) {
  const isNew = preview.rows.every(({ before }) => before === null);
  return (
    <div className="grid gap-6">
      {preview.stale && (
        <Notice kind="warning" title="Nothing was changed yet" role="alert">
          <p>Somebody has changed it since you looked. This is what yours would change now; what you entered is kept.</p>
        </Notice>
      )}
      <DataTable caption="What changes" captionHidden columns={isNew ? [first, last] : columns} rows={[...preview.rows]} rowKey={({ what }) => what} empty={null} />
      {preview.effects.length > 0 && (
        <ul className="grid max-w-prose list-disc gap-1 ps-5">
          {preview.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      )}
      <form method="post" noValidate className="flex flex-wrap items-center gap-3">
        {Object.entries(posted).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="token" value={preview.token} />
        <SubmitButton name="intent" value="confirm" submittingText="Saving…">
          {confirm}
        </SubmitButton>
        <SubmitButton look="secondary" name="intent" value="edit" submittingText="One moment…">
          Change what I entered
        </SubmitButton>
        <a href={leave} className="nav-link">
          Leave it as it was
        </a>
      </form>
    </div>
  );
}

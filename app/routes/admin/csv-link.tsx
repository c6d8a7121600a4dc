import { ButtonLink } from '#app/components/form/button.tsx';
import { listAddress } from './list-address.ts';

/** The whole list under its filters, not only the page that is shown. */
export function CsvLink({ path, filters }: { path: string; filters: Readonly<Record<string, string | null | undefined>> }) {
  return (
    <ButtonLink look="secondary" small icon="document" href={listAddress(path, filters)}>
      Download as CSV
    </ButtonLink>
  );
}

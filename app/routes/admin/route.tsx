import { Outlet, useSearchParams } from '@remix-run/react';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { AdminShell } from '#app/components/shell/admin-shell.tsx';

export const headers = privatePageHeaders;

/** Only the frame: each page under it guards itself. */
export default function Admin() {
  const [filters] = useSearchParams();
  return (
    <AdminShell query={filters.get('q') ?? undefined}>
      <Outlet />
    </AdminShell>
  );
}

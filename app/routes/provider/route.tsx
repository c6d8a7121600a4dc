import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { requireProvider } from '#app/auth/guards.server.ts';
import { privatePageHeaders } from '#app/auth/private-page.ts';
import { ProviderShell } from '#app/components/shell/provider-shell.tsx';

export const headers = privatePageHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  const { name } = await requireProvider(request);
  return json({ name });
}

export default function Provider() {
  const { name } = useLoaderData<typeof loader>();
  return (
    <ProviderShell provider={name}>
      <Outlet />
    </ProviderShell>
  );
}

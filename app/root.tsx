import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Links,
  LiveReload,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { readViewer } from '#app/auth/viewer.server.ts';
import { ErrorPage, troubleOf } from '#app/components/shell/error-page.tsx';
import { useNonce } from '#app/components/shell/nonce.ts';
import { SiteFooter } from '#app/components/shell/site-footer.tsx';
import { SiteHeader } from '#app/components/shell/site-header.tsx';
import { ViewBanner } from '#app/components/shell/view-banner.tsx';
import stylesheet from './styles/app.css';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

/** A page that failed is named by what happened; every other page names itself. */
export const meta: MetaFunction = ({ error }) => {
  if (!error) return [{ title: 'OneVisit' }];
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return [{ title: `${troubleOf(status).title} · OneVisit` }];
};

/** A refusal such as 429 says when to come back; the page that shows it must too. */
export const headers: HeadersFunction = ({ errorHeaders }) => {
  const retryAfter = errorHeaders?.get('Retry-After');
  return new Headers(retryAfter ? { 'Retry-After': retryAfter } : []);
};

export async function loader({ request }: LoaderFunctionArgs) {
  const { viewer, viewing, basketCount } = await readViewer(request);
  return json({ viewer, viewing, basketCount, origin: new URL(request.url).origin });
}

/** React runs in the browser only for a route that says `export const handle = { hydrate: true }`. */
function wantsHydration(handle: unknown): boolean {
  return typeof handle === 'object' && handle !== null && 'hydrate' in handle && handle.hydrate === true;
}

/** The desk and the provider's pages use the whole width of the screen. */
function isDesk(pathname: string): boolean {
  return /^\/(admin|provider)(\/|$)/.test(pathname);
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const known = useRouteLoaderData<typeof loader>('root');
  const hydrate = useMatches().some((match) => wantsHydration(match.handle));
  const desk = isDesk(useLocation().pathname);
  return (
    <html lang="en-IN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#141d1b" media="(prefers-color-scheme: dark)" />
        <Meta />
        <Links />
        <script type="module" src="/enhance.js" nonce={nonce} />
      </head>
      <body>
        <a href="#main" className="skip-link">
          Skip to the page
        </a>
        {known?.viewing && <ViewBanner {...known.viewing} />}
        <SiteHeader viewer={known?.viewer ?? null} basketCount={known?.basketCount ?? 0} desk={desk} />
        {children}
        <SiteFooter desk={desk} />
        {hydrate && (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
        <LiveReload nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** A route may know more than its status: `throw json({ happened: 'sentence' }, { status })`; `kept` and `next`, too. */
function sentencesOf(data: unknown): { happened?: string; kept?: string; next?: string } {
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(Object.entries(data).filter(([name, sentence]) => /^(happened|kept|next)$/.test(name) && typeof sentence === 'string'));
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <ErrorPage status={error.status} {...sentencesOf(error.data)} />;
  return <ErrorPage status={500} />;
}

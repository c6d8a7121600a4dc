import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable } from '@remix-run/node';
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceProvider } from '#app/components/shell/nonce.ts';

export { closeServerResources } from '#app/server-resources.server.ts';

const RENDER_TIMEOUT_MS = 10_000;

function nonceOf({ cspNonce }: AppLoadContext): string {
  return typeof cspNonce === 'string' ? cspNonce : '';
}

/** Streams the page as soon as its shell stands; a crawler gets it whole. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = nonceOf(loadContext);
  const whole = isbot(request.headers.get('user-agent'));
  return new Promise((resolve, reject) => {
    let shellSent = false;
    let finalStatus = status;
    const send = () => {
      shellSent = true;
      const body = new PassThrough();
      headers.set('Content-Type', 'text/html; charset=utf-8');
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={RENDER_TIMEOUT_MS} nonce={nonce} />
      </NonceProvider>,
      {
        nonce,
        onShellReady: () => !whole && send(),
        onAllReady: () => whole && send(),
        onShellError: reject,
        onError(error) {
          finalStatus = 500;
          // Before the shell is out the error reaches handleError through onShellError.
          if (shellSent && !request.signal.aborted) console.error(error);
        },
      },
    );
    setTimeout(abort, RENDER_TIMEOUT_MS + 1_000).unref();
  });
}

export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!request.signal.aborted) console.error(error);
}

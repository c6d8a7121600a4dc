import type { ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import { broadcastDevReady } from '@remix-run/node';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { pino } from 'pino';
import { env } from './env.server.ts';
import { limitBody } from './http/body-limit.ts';
import { stopGracefully, trackOpen } from './http/graceful-stop.ts';
import { plainPage } from './http/plain-page.ts';
import { requestLog } from './http/request-log.ts';
import { requireSameOrigin } from './http/same-origin.ts';
import { securityHeaders } from './http/security-headers.ts';

/** What the web process hands to loaders, actions and the server entry. */
export interface WebContext {
  cspNonce: string;
  requestId: string;
  /** The visitor's IP address, for rate limits. */
  clientAddress: string;
}

const MAX_BODY_BYTES = 1_048_576;
/** Where files are sent a photo may be larger than what is kept: the form says so, instead of a closed door. */
const UPLOADS = '/provider/account/documents';
const MAX_UPLOAD_BYTES = 12 * MAX_BODY_BYTES;
const project = resolve(import.meta.dirname, '..');
const buildDirectory = resolve(project, process.env.BUILD_DIR ?? 'build');
const port = Number(process.env.PORT ?? 3000);
const settings = env();
const logger = pino({ base: { process: 'web' }, timestamp: pino.stdTimeFunctions.isoTime });
const openResponses = new Set<ServerResponse>();

const build = (await import(pathToFileURL(join(buildDirectory, 'index.js')).href)) as ServerBuild;
const server = createApp().listen(port, () => {
  logger.info({ port, publicOrigin: settings.PUBLIC_ORIGIN }, 'web ready');
  if (settings.NODE_ENV === 'development') void broadcastDevReady(build);
});
server.once('error', (error) => {
  logger.fatal({ err: error }, 'web could not listen');
  process.exitCode = 1;
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));

function createApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', Number(process.env.TRUST_PROXY ?? 0));
  app.use(requestLog(logger));
  app.get('/healthz', (_req, res) => {
    res.type('text').send('ok');
  });
  app.use((_req, res, next) => {
    trackOpen(openResponses, res);
    next();
  });
  app.use(
    securityHeaders({
      publicOrigin: settings.PUBLIC_ORIGIN,
      apiOrigin: settings.RAZORPAY_API_ORIGIN,
      checkoutOrigin: settings.RAZORPAY_CHECKOUT_ORIGIN,
      devOrigin: settings.NODE_ENV === 'development' ? process.env.REMIX_DEV_ORIGIN?.replace(/\/$/, '') : undefined,
    }),
  );
  app.use(requireSameOrigin(settings.PUBLIC_ORIGIN));
  app.use(UPLOADS, limitBody(MAX_UPLOAD_BYTES));
  const limitForm = limitBody(MAX_BODY_BYTES);
  app.use((req, res, next) => (req.path === UPLOADS ? next() : limitForm(req, res, next)));
  app.use(compression({ filter: (req, res) => !isEventStream(res) && compression.filter(req, res) }));
  app.use(holdFlushes);
  // Names in /build carry a hash of their content; a missing one is missing, not a page.
  app.use('/build', express.static(join(buildDirectory, 'assets'), { immutable: true, maxAge: '1y', index: false }), (_req, res) => {
    res.status(404).type('text').send('Not found');
  });
  app.use(express.static(join(project, 'public'), { maxAge: '1h', index: false, redirect: false }));
  app.all(
    '*',
    createRequestHandler({
      build,
      mode: settings.NODE_ENV,
      getLoadContext: (req, res): WebContext & Record<string, unknown> => ({
        cspNonce: res.locals.cspNonce,
        requestId: res.locals.requestId,
        clientAddress: req.ip ?? '',
      }),
    }),
  );
  app.use(lastResort);
  return app;
}

/** Four parameters make it Express's error handler. */
function lastResort(error: unknown, _req: Request, res: Response, _next: NextFunction): void {
  if (res.headersSent) return void res.destroy();
  logger.error({ err: error, requestId: res.locals.requestId }, 'request failed');
  const sentence = `Something went wrong on our side. If you write to us about it, quote ${res.locals.requestId}.`;
  res.status(500).type('html').send(plainPage('Something went wrong', sentence));
}

/**
 * Remix flushes after every chunk React writes, and each flush closes a gzip block: a page of 5 kB went out as 22 kB.
 * Only a live stream is worth that.
 */
function holdFlushes(_req: Request, res: Response, next: NextFunction): void {
  const flush = res.flush.bind(res);
  res.flush = () => {
    if (isEventStream(res)) flush();
  };
  next();
}

function isEventStream(res: Response): boolean {
  return String(res.getHeader('Content-Type')).startsWith('text/event-stream');
}

/** In-flight requests first, then the pools they use: an open pool would keep the process alive for ever. */
async function stop(signal: string): Promise<void> {
  logger.info({ signal }, 'web stopping');
  await stopGracefully(server, openResponses);
  await (build.entry.module as { closeServerResources?: () => Promise<void> }).closeServerResources?.();
  logger.info('web stopped');
}

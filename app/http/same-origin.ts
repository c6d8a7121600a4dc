import type { Request, RequestHandler } from 'express';
import { plainPage } from './plain-page.ts';

/** Razorpay posts here from its own origin; each of these proves itself by signature instead. */
const SIGNED_PREFIX = '/webhooks/';
const SIGNED_PATH = '/payments/razorpay/callback';

/** Cross-site request forgery ends here: whatever changes something must come from our own pages. */
export function requireSameOrigin(publicOrigin: string): RequestHandler {
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD' || isSigned(req) || isFromOurPages(req, publicOrigin)) return next();
    const sentence = 'This request did not come from a OneVisit page, so nothing was changed. Go back, reload the page and try again.';
    res.status(403).type('html').send(plainPage('Not accepted', sentence));
  };
}

function isSigned(req: Request): boolean {
  // Parsed as Remix parses it, so that `/webhooks/../visits` is not taken for a webhook.
  const { pathname } = new URL(`http://host${req.originalUrl}`);
  return req.method === 'POST' && (pathname.startsWith(SIGNED_PREFIX) || pathname === SIGNED_PATH);
}

/** Old browsers leave out `Origin` on same-origin posts; they still say one of the other two. */
function isFromOurPages(req: Request, publicOrigin: string): boolean {
  const origin = req.get('Origin');
  if (origin !== undefined) return origin === publicOrigin;
  const site = req.get('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin';
  const referrer = req.get('Referer');
  return referrer !== undefined && URL.canParse(referrer) && new URL(referrer).origin === publicOrigin;
}

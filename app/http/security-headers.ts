import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';

export interface Origins {
  /** Where people reach us, e.g. `https://onevisit.in`. */
  publicOrigin: string;
  /** Razorpay's API: target of the hosted checkout form. */
  apiOrigin: string;
  /** Where checkout.js comes from. */
  checkoutOrigin: string;
  /** `remix dev`'s address; its live reload talks by WebSocket. */
  devOrigin?: string;
}

const ONE_YEAR_SECONDS = 31_536_000;

/** Puts a fresh nonce into `res.locals.cspNonce` for the scripts Remix writes into the page. */
export function securityHeaders(origins: Origins): RequestHandler {
  const https = origins.publicOrigin.startsWith('https:');
  return (_req, res, next) => {
    const nonce = randomBytes(16).toString('base64');
    res.locals.cspNonce = nonce;
    res.setHeader('Content-Security-Policy', contentSecurityPolicy(nonce, origins));
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Referrer-Policy', 'same-origin');
    res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), usb=(), browsing-topics=()');
    // Bank pages of checkout.js open in a window that must keep its opener.
    res.setHeader('Cross-Origin-Opener-Policy', 'same-origin-allow-popups');
    if (https) res.setHeader('Strict-Transport-Security', `max-age=${ONE_YEAR_SECONDS}; includeSubDomains`);
    next();
  };
}

function contentSecurityPolicy(nonce: string, { apiOrigin, checkoutOrigin, devOrigin }: Origins): string {
  const live = devOrigin === undefined ? [] : [devOrigin, devOrigin.replace(/^http/, 'ws')];
  const rules: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, checkoutOrigin],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'frame-src': [apiOrigin, checkoutOrigin],
    'form-action': ["'self'", apiOrigin],
    'connect-src': ["'self'", apiOrigin, ...live],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
  };
  return Object.entries(rules)
    .map(([name, values]) => `${name} ${[...new Set(values)].join(' ')}`)
    .join('; ');
}

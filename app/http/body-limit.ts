import type { RequestHandler } from 'express';
import { plainPage } from './plain-page.ts';

const TOO_LARGE = plainPage('Too large', 'What was sent is larger than OneVisit accepts. Nothing was saved.');

/**
 * Counts without reading: Remix and the webhook signature need the untouched stream,
 * so a body parser or a `data` listener is out; `push` is where every chunk comes by.
 */
export function limitBody(maxBytes: number): RequestHandler {
  return (req, res, next) => {
    const refuse = () => {
      if (!res.headersSent) res.status(413).set('Connection', 'close').type('html').send(TOO_LARGE);
      res.once('finish', () => req.destroy());
    };
    if (Number(req.headers['content-length'] ?? 0) > maxBytes) return refuse();
    let receivedBytes = 0;
    const push = req.push.bind(req);
    req.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
      receivedBytes += chunk?.length ?? 0;
      if (receivedBytes <= maxBytes) return push(chunk, encoding);
      refuse();
      return false;
    };
    next();
  };
}

import type { HeadersFunction } from '@remix-run/node';

/** Headers of pages about one person: kept in no cache, and Retry-After goes through. */
export const privatePageHeaders: HeadersFunction = ({ actionHeaders, errorHeaders }) => {
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  const retryAfter = (errorHeaders ?? actionHeaders).get('Retry-After');
  if (retryAfter) headers.set('Retry-After', retryAfter);
  return headers;
};

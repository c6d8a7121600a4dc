import { createCookie, type Cookie } from '@remix-run/node';
import { env } from '../env.server.ts';

/** Whether browsers reach us over https and cookies may say so. */
export function isSecureOrigin(): boolean {
  return env().PUBLIC_ORIGIN.startsWith('https:');
}

/** A JSON cookie that only we can write. SESSION_SECRET may hold several secrets, by commas: the first signs, all are believed. */
export function signedCookie(name: string): Cookie {
  return createCookie(name, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isSecureOrigin(),
    secrets: env().SESSION_SECRET.split(',').map((secret) => secret.trim()),
  });
}

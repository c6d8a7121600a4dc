import { notFound } from '#app/auth/guards.server.ts';

/** Any address that is no page; a route of its own so that the header still knows who is looking. */
export function loader(): never {
  throw notFound();
}

export default function NoSuchPage() {
  return null;
}

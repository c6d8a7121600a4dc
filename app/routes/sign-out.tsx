import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { signedOutHeaders } from '#app/auth/session.server.ts';

/** Only a post signs out, so that no link or image on another site can do it. */
export function loader() {
  return redirect('/');
}

export async function action({ request }: ActionFunctionArgs) {
  return redirect('/', { status: 303, headers: await signedOutHeaders(request) });
}

import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { findSessionItself, findTokenHash, signedOutHeaders } from '#app/auth/session.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { stopViewing } from '#app/use-cases/view-as-patient.server.ts';

/** Only a post signs out, so that no link or image on another site can do it. */
export function loader() {
  return redirect('/');
}

/** An admin who views as a patient leaves as himself, and the view ends with it. */
export async function action({ request }: ActionFunctionArgs) {
  const [person, tokenHash] = await Promise.all([findSessionItself(request), findTokenHash(request)]);
  if (person?.viewedBy && tokenHash) await stopViewing(resources().db, { tokenHash, adminId: person.viewedBy.adminId, patientId: person.accountId, now: new Date() });
  return redirect('/', { status: 303, headers: await signedOutHeaders(request) });
}

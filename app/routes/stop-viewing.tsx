import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { notFound, requireAdminBehindView } from '#app/auth/guards.server.ts';
import { findTokenHash, viewingHeaders } from '#app/auth/session.server.ts';
import { readViewer } from '#app/auth/viewer.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { stopViewing } from '#app/use-cases/view-as-patient.server.ts';

/** Back to the desk, at the visit where the view began. Pressed after the quarter of an hour, there is nothing to stop. */
export async function action({ request }: ActionFunctionArgs) {
  const { adminId, adminName, patient } = await requireAdminBehindView(request);
  const tokenHash = await findTokenHash(request);
  if (tokenHash === null) throw notFound();
  if (patient) await stopViewing(resources().db, { tokenHash, adminId, patientId: patient.accountId, now: new Date() });
  const { viewing } = await readViewer(request);
  return redirect(viewing ? `/admin/visits/${viewing.code}` : '/admin', { status: 303, headers: await viewingHeaders(adminName, null) });
}

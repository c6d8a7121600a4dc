import { json } from '@remix-run/node';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import type { SignedIn, ViewedBy } from '#db/sessions.ts';

interface Look {
  readonly request: Request;
  readonly patient: SignedIn;
  readonly viewedBy: ViewedBy;
  readonly now: Date;
}

const PATH_LENGTH = 300;

/**
 * The one place where viewing as a patient is made read-only: whatever is not a reading request ends here, and each page
 * that is read is in the audit log before it is shown. The query is left out, since it may hold what somebody typed.
 */
export async function keepToLooking(db: Database, { request, patient, viewedBy, now }: Look): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw onlyLooking(patient);
  const path = new URL(request.url).pathname.slice(0, PATH_LENGTH);
  await writeAudit(db, { actorKind: 'admin', actorId: viewedBy.adminId, verb: 'view_as_patient_page', subjectKind: 'account', subjectId: patient.accountId, after: { path }, at: now });
}

/** A closed door while viewing: a 403 page that says whose eyes these are. */
export function onlyLooking({ name }: SignedIn): Response {
  const words = { happened: `You are viewing as ${name}, and that is for looking only.`, kept: 'Nothing was changed.', next: 'Stop viewing to work as yourself again.' };
  return json(words, { status: 403, statusText: 'Forbidden' });
}

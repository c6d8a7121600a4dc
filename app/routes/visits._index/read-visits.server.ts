import type { Database } from '#db/client.ts';
import { findComingVisits, findEarlierVisits, type PageKey } from '#db/visit-lists.ts';
import { findPartsOfVisits, findVisitsById, type PatientVisit, type VisitPart } from '#db/visits.ts';
import type { VisitCardView } from './visit-card-view.ts';

export const VISITS_PER_PAGE = 20;

export interface VisitsPage {
  readonly visits: readonly VisitCardView[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

interface Wanted {
  readonly patientId: string;
  readonly coming: PageKey | null;
  readonly earlier: PageKey | null;
  readonly now: Date;
}

/** What is to come and what was; from the second page of either on, only that one. */
export async function readVisits(db: Database, { patientId, coming, earlier, now }: Wanted): Promise<{ coming: VisitsPage; earlier: VisitsPage }> {
  const query = { patientId, now, limit: VISITS_PER_PAGE + 1 };
  const [comingKeys, earlierKeys] = await Promise.all([
    earlier ? [] : findComingVisits(db, { ...query, after: coming }),
    coming ? [] : findEarlierVisits(db, { ...query, after: earlier }),
  ]);
  const ids = [...comingKeys, ...earlierKeys].map((key) => key.id);
  const [visits, parts] = await Promise.all([findVisitsById(db, ids), findPartsOfVisits(db, ids)]);
  const byId = new Map(visits.map((visit) => [visit.id, visit]));
  const partsOf = Map.groupBy(parts, (part) => part.master_booking_id);
  const pageOf = (keys: readonly PageKey[]): VisitsPage => {
    const shown = keys.slice(0, VISITS_PER_PAGE);
    const last = shown.at(-1);
    return {
      visits: shown.map(({ id }) => cardOf(byId.get(id)!, partsOf.get(id)!, now)),
      next: keys.length > VISITS_PER_PAGE && last ? `${last.at.toISOString()}~${last.id}` : null,
    };
  };
  return { coming: pageOf(comingKeys), earlier: pageOf(earlierKeys) };
}

function cardOf(visit: PatientVisit, parts: readonly VisitPart[], now: Date): VisitCardView {
  const pending = visit.status === 'pending_payment';
  return {
    id: visit.id,
    href: `/visits/${visit.code}${pending ? '/pay' : ''}`,
    status: visit.status,
    totalPaise: visit.total_paise,
    notPaidYet: pending ? (visit.hold_expires_at > now ? 'held' : 'hold_ended') : null,
    comesBack: visit.status === 'cancelled' && visit.confirmed_at === null,
    parts: parts.toSorted((a, b) => a.starts_at.getTime() - b.starts_at.getTime()).map((part) => ({
      id: part.id,
      kind: part.service_kind,
      service: part.service_name,
      provider: part.provider_name,
      clinic: part.clinic_name,
      locality: part.clinic_locality,
      startsAt: part.starts_at.toISOString(),
      zone: part.zone,
      status: part.status,
    })),
  };
}

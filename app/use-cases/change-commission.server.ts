import { bookingsKeep } from '#app/domain/bookings-keep.ts';
import { SERVICE_KINDS, type ServiceKind } from '#app/domain/booking.ts';
import { formatPercent } from '#app/domain/percent.ts';
import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import { countBookingsAhead } from '#db/bookings-ahead.ts';
import type { Database, Trx } from '#db/client.ts';
import { findCommissions, setCommissions } from '#db/commissions.ts';
import { lockProvider } from '#db/own-schedule.ts';
import { makeChange, type ChangeOrder, type ChangeRefusal, type ChangeResult, type PlanOutcome } from './make-change.server.ts';

export interface CommissionWish {
  readonly providerId: string;
  /** Kinds that are left out stay as they are. */
  readonly commissionBps: Readonly<Partial<Record<ServiceKind, number>>>;
  /** The provider's part of a cancellation fee that is kept. */
  readonly keptFeeProviderBps: number;
}

const KIND_WORDS: Readonly<Record<ServiceKind, string>> = { consultation: 'consultations', lab_test: 'lab tests', follow_up: 'follow-ups' };

/** The platform's share of a provider's services, from the next booking on; a sold one has its share frozen. */
export async function changeCommission(db: Database, order: ChangeOrder & { readonly wish: CommissionWish }): Promise<Outcome<ChangeResult, ChangeRefusal>> {
  const { wish, now } = order;
  if (!(await findCommissions(db, wish.providerId))) return refused({ code: 'not_found', message: 'There is no such provider.' });
  return makeChange(db, order, (trx) => plan(trx, wish, now));
}

async function plan(trx: Trx, { providerId, ...wish }: CommissionWish, now: Date): Promise<PlanOutcome> {
  await lockProvider(trx, providerId);
  const provider = (await findCommissions(trx, providerId))!;
  const before = { commissionBps: provider.commissionBps, keptFeeProviderBps: provider.kept_fee_provider_bps };
  const kinds = SERVICE_KINDS.filter((kind) => before.commissionBps[kind] !== undefined && wish.commissionBps[kind] !== undefined);
  const after = { commissionBps: Object.fromEntries(kinds.map((kind) => [kind, wish.commissionBps[kind]!])), keptFeeProviderBps: wish.keptFeeProviderBps };
  const ahead = await countBookingsAhead(trx, { providerId, now });
  return accepted({
    verb: 'change_commission', subjectKind: 'provider', subjectId: providerId,
    before, after,
    rows: [
      ...kinds.map((kind) => ({ what: `Commission on ${KIND_WORDS[kind]}`, before: formatPercent(before.commissionBps[kind]!), after: formatPercent(after.commissionBps[kind]!) })),
      { what: 'Provider’s part of a kept fee', before: formatPercent(before.keptFeeProviderBps), after: formatPercent(after.keptFeeProviderBps) },
    ],
    effects: [
      `It counts for bookings of ${provider.name} that are made from now on.`,
      bookingsKeep(ahead, { one: 'keeps the share it was sold with', many: 'keep the share they were sold with' }),
    ],
    write: async () => {
      await setCommissions(trx, providerId, after);
      return providerId;
    },
  });
}

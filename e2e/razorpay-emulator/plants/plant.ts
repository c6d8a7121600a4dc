import { AdminError } from '../admin-fields.ts';
import { newId } from '../ids.ts';
import { moneyOf } from '../settlements/item-money.ts';
import type { World } from '../world.ts';
import type { Plant, PlantKind } from './entities.ts';
import { EXTRA_FEE } from './entities.ts';
import { makeStrayPayment, makeStrayPayout, makeStrayRefund } from './strays.ts';
import { pickDebit, pickItem, pickOtherSettlement, pickReturn } from './pick.ts';

const DEFAULT_PAISE = 100;

type Seed = Pick<Plant, 'id' | 'paise'> & { transaction_id?: string; otherSettlementId?: string; secondLineId?: string };

/** Makes the API tell something wrong from now on, about the entity asked for or the oldest that suits. */
export function plant(world: World, { kind, id, paise }: { kind: PlantKind; id?: string; paise?: number }): Plant {
  const { transaction_id = null, otherSettlementId = null, secondLineId = null, ...seed } = seedOf(world, kind, id, paise);
  return world.store.plants.save({ ...seed, kind, created_at: world.clock.now(), transaction_id, hidden: { otherSettlementId, secondLineId } });
}

function seedOf(world: World, kind: PlantKind, id: string | undefined, paise: number | undefined): Seed {
  switch (kind) {
    case 'payment_missing':
      return whole(pickItem(world, 'pay_', id));
    case 'refund_missing':
    case 'refund_status':
      return whole(pickItem(world, 'rfnd_', id));
    case 'duplicate':
      return whole(pickItem(world, '', id));
    case 'wrong_batch': {
      const item = pickItem(world, '', id);
      return { ...whole(item), otherSettlementId: pickOtherSettlement(world, item.id).id };
    }
    case 'payment_fee':
      return { id: pickItem(world, 'pay_', id).id, paise: EXTRA_FEE.fee };
    case 'payment_amount_over':
    case 'payment_amount_under': {
      const item = pickItem(world, 'pay_', id);
      return { id: item.id, paise: wrongBy(paise, kind === 'payment_amount_under' ? moneyOf(world, item.id).credit : null) };
    }
    case 'payment_extra':
      return whole(makeStrayPayment(world, id, paise));
    case 'refund_extra':
      return whole(makeStrayRefund(world, id, paise ?? DEFAULT_PAISE));
    default:
      return statementSeed(world, kind, id, paise);
  }
}

function statementSeed(world: World, kind: PlantKind & `statement_${string}`, id: string | undefined, paise: number | undefined): Seed {
  if (kind === 'statement_extra') {
    const line = makeStrayPayout(world, id, paise ?? DEFAULT_PAISE);
    return { id: line.source.id, paise: line.debit, transaction_id: line.id };
  }
  if (kind === 'statement_return_missing') {
    const { id: transaction_id, source, credit } = pickReturn(world, id);
    return { id: source.payout_id, paise: credit, transaction_id };
  }
  const { id: transaction_id, source, debit } = pickDebit(world, id);
  const seed = { id: source.id, transaction_id };
  if (kind === 'statement_fee') return { ...seed, paise: EXTRA_FEE.fee };
  if (kind === 'statement_over') return { ...seed, paise: wrongBy(paise, null) };
  if (kind === 'statement_under') return { ...seed, paise: wrongBy(paise, debit) };
  return { ...seed, paise: debit, secondLineId: kind === 'statement_duplicate' ? newId('txn') : undefined };
}

function whole({ id, amount }: { id: string; amount: number }): Seed {
  return { id, paise: amount };
}

/** Something, and less than all there is. */
function wrongBy(paise = DEFAULT_PAISE, all: number | null): number {
  if (!Number.isSafeInteger(paise) || paise < 1) throw new AdminError('paise must be a positive integer.');
  if (all !== null && paise >= all) throw new AdminError('paise must be less than what there is.');
  return paise;
}

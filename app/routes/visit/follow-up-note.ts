import { formatDay, localDateOf } from '#app/domain/appointment-time.ts';
import { formatPaiseShort } from '#app/domain/money.ts';

export interface FollowUpNote {
  readonly consultationStartsAt: Date;
  readonly zone: string;
  readonly grantDays: number;
  /** Share of the price that the grant leaves, in basis points; 10 000 is no grant. */
  readonly grantPriceBps: number;
  readonly usesGrant: boolean;
  readonly fullPricePaise: number;
  readonly listPricePaise: number;
}

const FULL_PRICE_BPS = 10_000;

/** "Follow-up to the consultation on Tue 24 Nov: free within 10 days." */
export function followUpNote(note: FollowUpNote): string {
  const day = formatDay(localDateOf(note.consultationStartsAt, note.zone));
  const which = `Follow-up to the consultation on ${day}`;
  if (note.grantPriceBps === FULL_PRICE_BPS) return `${which}.`;
  const within = `within ${note.grantDays} days`;
  if (!note.usesGrant) return `${which}. Full price: the lower one is for one follow-up ${within}.`;
  const lower = note.listPricePaise === 0 ? 'free' : `${formatPaiseShort(note.listPricePaise)} instead of ${formatPaiseShort(note.fullPricePaise)}`;
  return `${which}: ${lower} ${within}.`;
}

import type { FindingKind } from '#app/domain/watchdog.ts';
import type { WebhookEventTable } from './tables.ts';

type Channel = WebhookEventTable['channel'];

/** The tables of migration 0011, columns as mysql2 returns them (see tables.ts). */

export interface WebhookRefusalTable { channel: Channel; hour: Date; refusals: number; last_at: Date }

export interface WebhookWatchTable { channel: Channel; looked_until: Date }

export interface WatchFindingTable {
  id: string; channel: Channel; kind: FindingKind; first_missed_at: Date; last_missed_at: Date; missed: number;
  repaired_payments: number; repaired_refunds: number; repaired_payouts: number; repaired_loads: number;
  opened_at: Date; told_at: Date | null; closed_at: Date | null;
  /** The channel while it is open, else null: one open finding a channel. */
  open_channel: Channel | null;
}

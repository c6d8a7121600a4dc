import type { ClockState } from './clock.ts';
import { Collection } from './collection.ts';
import type { Row } from './collection.ts';
import type { CheckoutSession, Delivery, Endpoint, IdempotentAnswer, Order, Payment, Refund, WebhookEvent } from './entities.ts';
import type { Fault } from './faults.ts';
import { Journal } from './journal.ts';
import type { Change } from './journal.ts';
import type { Plant } from './plants/entities.ts';
import { DEFAULT_KNOBS, DEFAULT_SETTINGS } from './settings.ts';
import type { Settings, WebhookKnobs } from './settings.ts';
import type { SettledItem, Settlement, WaitingItem } from './settlements/entities.ts';
import { dayOf } from './settlements/india-days.ts';
import type { Contact, Downtime, FundAccount, Payout, Transaction, Validation } from './x/entities.ts';
import { sourceKeyOf } from './x/statement-keys.ts';

type Stored<T> = Row & { value: T };

const noKey = (): null => null;

/** All state: collections in memory, each commit also a line in the journal when there is one. */
export class Store {
  readonly #collections = new Map<string, Collection<Row>>();
  readonly #dirty = new Map<string, [collection: string, id: string]>();
  readonly #journal: Journal | null;

  readonly orders = this.#collection<Order>('orders', (order) => order.receipt);
  readonly payments = this.#collection<Payment>('payments', (payment) => payment.order_id);
  readonly refunds = this.#collection<Refund>('refunds', (refund) => refund.payment_id);
  /** By the day they were made, in India. */
  readonly settlements = this.#collection<Settlement>('settlements', (settlement) => String(dayOf(settlement.created_at)));
  readonly settledItems = this.#collection<SettledItem>('settledItems', (item) => item.settlement_id);
  readonly waitingItems = this.#collection<WaitingItem>('waitingItems', (item) => String(item.day));
  readonly plants = this.#collection<Plant>('plants', noKey);
  readonly contacts = this.#collection<Contact>('contacts', noKey);
  readonly fundAccounts = this.#collection<FundAccount>('fundAccounts', (fundAccount) => fundAccount.contact_id);
  readonly validations = this.#collection<Validation>('validations', noKey);
  readonly payouts = this.#collection<Payout>('payouts', (payout) => payout.reference_id);
  /** Ids of the queued payouts, first in first. */
  readonly payoutQueue = this.#collection<Row>('payoutQueue', noKey);
  readonly transactions = this.#collection<Transaction>('transactions', sourceKeyOf);
  readonly downtimes = this.#collection<Downtime>('downtimes', noKey);
  readonly idempotentAnswers = this.#collection<IdempotentAnswer>('idempotentAnswers', noKey);
  readonly checkoutSessions = this.#collection<CheckoutSession>('checkoutSessions', noKey);
  readonly endpoints = this.#collection<Endpoint>('endpoints', (endpoint) => endpoint.url);
  readonly events = this.#collection<WebhookEvent>('events', noKey);
  readonly deliveries = this.#collection<Delivery>('deliveries', (delivery) => delivery.event_id);
  readonly faults = this.#collection<Fault>('faults', noKey);
  readonly #settings = this.#collection<Stored<Settings>>('settings', noKey);
  readonly #knobs = this.#collection<Stored<WebhookKnobs>>('knobs', noKey);
  readonly #clock = this.#collection<Stored<ClockState>>('clock', noKey);

  constructor(folder: string | null) {
    this.#journal = folder === null ? null : new Journal(folder, (change) => this.#apply(change));
    this.#journal?.compact(this.#rows());
  }

  get settings(): Settings {
    return { ...DEFAULT_SETTINGS, ...this.#settings.find('settings')?.value };
  }

  set settings(value: Settings) {
    this.#settings.save({ id: 'settings', value });
  }

  get knobs(): WebhookKnobs {
    return { ...DEFAULT_KNOBS, ...this.#knobs.find('knobs')?.value };
  }

  set knobs(value: WebhookKnobs) {
    this.#knobs.save({ id: 'knobs', value });
  }

  get clockState(): ClockState | undefined {
    return this.#clock.find('clock')?.value;
  }

  set clockState(value: ClockState) {
    this.#clock.save({ id: 'clock', value });
  }

  /** Everything saved since the last commit becomes lasting, together. */
  commit(): void {
    if (this.#dirty.size === 0) return;
    const changes: Change[] = Array.from(this.#dirty.values(), ([name, id]) => [name, id, this.#collections.get(name)?.find(id) ?? null]);
    this.#dirty.clear();
    this.#journal?.append(changes);
  }

  clear(keep: Iterable<string>): void {
    const kept = new Set(keep);
    for (const [name, collection] of this.#collections) if (!kept.has(name)) collection.clear();
  }

  close(): void {
    this.commit();
    this.#journal?.close();
  }

  #collection<T extends Row>(name: string, keyOf: (row: T) => string | null): Collection<T> {
    const collection = new Collection<T>(name, (collectionName, id) => this.#dirty.set(`${collectionName} ${id}`, [collectionName, id]), keyOf);
    this.#collections.set(name, collection as unknown as Collection<Row>);
    return collection;
  }

  #apply([name, id, row]: Change): void {
    const collection = this.#collections.get(name);
    if (row === null) collection?.unload(id);
    else collection?.load(row as Row);
  }

  *#rows(): Generator<Change> {
    for (const [name, collection] of this.#collections) for (const row of collection.oldestFirst()) yield [name, row.id, row];
  }
}

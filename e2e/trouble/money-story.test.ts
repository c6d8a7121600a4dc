import type { SerializeFrom } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '#app/auth/session.server.ts';
import { cookieHeader, getRequest, routeArgs, thrownResponse } from '#app/auth/test-people.ts';
import { loader } from '#app/routes/admin.story._index/route.tsx';
import { HAPPENING_KINDS, storyHappenings } from '#app/routes/admin.story._index/story-happenings.ts';
import { closeServerResources, resources } from '#app/server-resources.server.ts';
import { newId, newVisitCode } from '#db/new-id.ts';
import { openWatchedDatabase, type WatchedDatabase } from '#db/watched-database.ts';
import { enterEnvironment } from './route-world.ts';
import { ARN, growOld, HEALTH_NOTE, openStoryWorld, PHONE, type StoryWorld } from './story-world.ts';

const QUERIES_BELOW = 10;
const OTHERS_ROWS = 3_000;
/** A lookup by a key; never the whole table (`ALL`) nor the whole of a key (`index`). */
const BY_KEY = new Set(['system', 'const', 'eq_ref', 'ref', 'ref_or_null', 'range', 'unique_subquery', 'index_subquery']);

type Page = SerializeFrom<typeof loader>;
let world: StoryWorld;
let watched: WatchedDatabase;
let admin: string;

async function cookieOf(account: { id: string; role: 'patient' | 'doctor' | 'admin'; name: string }): Promise<string> {
  return cookieHeader(await openSession(world.db, { account, userAgent: '', now: new Date() }));
}

beforeAll(async () => {
  world = await openStoryWorld();
  enterEnvironment(world);
  admin = await cookieOf({ id: world.seeded.logins.kavita.id, role: 'admin', name: 'Kavita Menon' });
  await growOld(world.db, OTHERS_ROWS);
  watched = openWatchedDatabase(process.env.DATABASE_URL!);
  await resources().db.destroy();
  Object.assign(resources(), { db: watched.db });
});
afterAll(async () => {
  await closeServerResources();
  await world.close();
});

async function told(q: string, filters: Record<string, string> = {}): Promise<Page> {
  watched.takeQueries();
  return (await (await loader(routeArgs(getRequest(`/admin/story?${new URLSearchParams({ q, ...filters })}`, admin)))).json()) as Page;
}

async function storyOf(q: string) {
  const page = await told(q);
  if (page.found !== 'visit') throw new Error(`${q} names ${page.found}`);
  return page.story;
}

async function besideOf(q: string) {
  const page = await told(q);
  return 'beside' in page ? page.beside : [];
}

/** Everything that can be typed, by what it leads to. */
function everyId() {
  const { whole } = world;
  const visit = {
    'visit code': whole.code, 'code as it is spoken': whole.code.toLowerCase().replaceAll('-', ' '), 'beginning of a code': whole.code.slice(0, 9), order: whole.order!, payment: whole.payment!, refund: whole.refund!, payout: whole.payout!,
    'UTR of a payout': whole.utr!, 'ARN of a refund': ARN, 'e-mail': whole.email, phone: PHONE.slice(3), 'phone with its country': PHONE,
    'line of the statement': whole.statementLine!,
    'our visit': whole.id, 'our service': whole.partId, 'our refund': whole.refundId!, 'our payout': whole.payoutId!,
  };
  return { visit, settlement: { settlement: world.settlement.id, 'UTR of a settlement': world.settlement.utr }, several: { 'shared phone': '98765 00000' }, nothing: { payment: 'pay_NobodyKnowsIt1', 'UTR-like': '999999999999', words: 'asha verma', empty: '' } };
}

describe('any id', () => {
  it('leads to the same story', async () => {
    for (const [what, q] of Object.entries(everyId().visit)) {
      expect((await storyOf(q)).head.code, what).toBe(world.whole.code);
    }
  });

  it('is answered with fewer than ten queries, each of them by a key', async () => {
    for (const [leads, ids] of Object.entries(everyId())) {
      for (const [what, q] of Object.entries(ids)) {
        const page = await told(q);
        expect(page.found, what).toBe({ visit: 'visit', settlement: 'settlement', several: 'visits', nothing: 'nothing' }[leads]);
        const queries = watched.takeQueries();
        expect(queries.length, what).toBeLessThan(QUERIES_BELOW);
        for (const query of queries) {
          for (const line of await watched.explain(query)) {
            // What a query makes for itself is as long as what it has found; a line without a type reads nothing.
            if (line.type === null || line.table?.startsWith('<')) continue;
            expect(BY_KEY, `${what}: ${line.table} by ${line.type} ${line.key} in ${query.sql}`).toContain(line.type);
          }
        }
      }
    }
  });
});

describe('what is no visit’s', () => {
  it('leads to the provider or the event, by a key', async () => {
    const { rao } = world.seeded.doctors;
    const account = await world.db.selectFrom('payout_account').select(['gateway_fund_account_id', 'gateway_validation_id']).where('provider_id', '=', rao.id).where('gateway_validation_id', 'is not', null).executeTakeFirstOrThrow();
    const profile = await world.db.selectFrom('provider_profile').select(['gateway_contact_id', 'email', 'phone']).where('provider_id', '=', rao.id).executeTakeFirstOrThrow();
    const event = await world.db.selectFrom('webhook_event').select(['id', 'gateway_event_id', 'name']).executeTakeFirstOrThrow();
    const provider = { kind: 'provider', id: rao.id, title: rao.name };
    const expected = [
      [account.gateway_fund_account_id!, provider], [account.gateway_validation_id!, provider], [profile.gateway_contact_id!, provider], [profile.email.toUpperCase(), provider], [profile.phone, provider],
      [event.gateway_event_id, { kind: 'event', id: event.id, title: event.name }],
    ] as const;
    for (const [q, named] of expected) {
      expect(await besideOf(q), q).toContainEqual(named);
      for (const query of watched.takeQueries()) {
        for (const line of await watched.explain(query)) if (line.type !== null && !line.table?.startsWith('<')) expect(BY_KEY, `${q}: ${line.table} by ${line.type} in ${query.sql}`).toContain(line.type);
      }
    }
    expect(await besideOf('pay_NobodyKnowsIt1')).toEqual([]);
  });
});

describe('the story of a visit', () => {
  it('ties to the paisa, from the patient to the bank', async () => {
    const story = await storyOf(world.whole.code);
    expect(story.sentence).toBe('₹799.00 paid by Test Patient, ₹50.00 returned, ₹639.20 paid to Dr Ananya Rao, ₹0 unexplained');
    expect(story.gaps).toEqual([]);
    expect(story.payments).toMatchObject([{ gateway_payment_id: world.whole.payment, settlement_id: world.settlement.id, settlement_utr: world.settlement.utr }]);
    expect(story.refunds).toMatchObject([{ gateway_refund_id: world.whole.refund, bank_reference: ARN, amount_paise: 5_000 }]);
    expect(story.refunds[0]!.settlement_id).toMatch(/^setl_/);
    expect(story.attempts).toMatchObject([{ gateway_payout_id: world.whole.payout, utr: world.whole.utr }]);
  });

  it('merges what happened from every book', async () => {
    const story = await storyOf(world.whole.code);
    expect(new Set(story.timeline.map((row) => row.source))).toEqual(new Set(['event', 'webhook', 'mail', 'audit', 'discrepancy']));
    expect(story.timeline.filter((row) => row.source === 'webhook').map((row) => row.name).toSorted()).toEqual(['payment.captured', 'payout.processed']);
    expect(story.timeline.filter((row) => row.source === 'audit').map((row) => row.name)).toEqual(expect.arrayContaining(['override_refund', 'completed']));
    expect(new Set(story.entries.map((entry) => entry.event))).toEqual(new Set(['payment_captured', 'override_requested', 'refund_sent', 'refund_settled', 'gateway_fee_not_returned', 'booking_completed', 'payout_sent', 'payout_settled']));
    const happenings = storyHappenings({ code: story.head.code, ...story });
    expect(new Set(happenings.map((each) => each.kind))).toEqual(new Set(HAPPENING_KINDS));
    const first = ['Held', 'Payment captured', 'Payment captured, ₹799.00', 'Booked'];
    expect(happenings.slice(0, first.length).map((each) => each.title)).toEqual(first);
    expect(happenings.filter((each) => each.kind !== 'mail' && !each.href).map((each) => each.title)).toEqual(['Payment captured']);
  });

  it('shows a clawback on both sides: the service it is of, and the payout that paid it', async () => {
    const [clawed, netting] = [await storyOf(world.clawed.code), await storyOf(world.netting.payout!)];
    expect(netting.head.code).toBe(world.netting.code);
    expect(clawed.clawbacks).toMatchObject([{ of: 'own', netted_paise: 8_000, other_code: world.netting.code, open_paise: 0 }]);
    expect(netting.clawbacks).toMatchObject([{ of: 'other', netted_paise: 8_000, other_code: world.clawed.code, payout_id: world.netting.payoutId }]);
    expect([clawed.totals.nettedPaise, netting.totals.nettedPaise]).toEqual([-8_000, 8_000]);
    expect([clawed.unexplainedPaise, netting.unexplainedPaise]).toEqual([0, 0]);
    expect(clawed.sentence).toBe('₹799.00 paid by Test Patient, ₹100.00 returned, ₹639.20 paid to Dr Ananya Rao, ₹0 unexplained');
    expect(netting.sentence).toBe('₹799.00 paid by Test Patient, ₹559.20 paid to Dr Ananya Rao, ₹0 unexplained');
    expect((await storyOf(world.cancelled.code)).gaps).toEqual([]);
  });

  it('names what does not tie', async () => {
    const { id } = world.netting;
    await world.db.updateTable('payment_attempt').set({ amount_paise: 80_000 }).where('gateway_payment_id', '=', world.netting.payment!).execute();
    const found = { id: newId(), kind: 'amount_over' as const, subject_id: world.netting.payment!, master_booking_id: id, expected_paise: 79_900, actual_paise: 80_150, effect_paise: 250, note: '', opened_at: new Date(), resolved_at: null };
    await world.db.insertInto('discrepancy').values(found).execute();
    const story = await storyOf(world.netting.code);
    expect(story.gaps).toEqual([{ what: 'Payments, beside the ledger', paise: 100 }, { what: 'Open discrepancies', paise: 250 }]);
    expect(story.sentence).toMatch(/, ₹3\.50 unexplained$/);
    await world.db.updateTable('payment_attempt').set({ amount_paise: 79_900 }).where('gateway_payment_id', '=', world.netting.payment!).execute();
    await world.db.deleteFrom('discrepancy').where('id', '=', found.id).execute();
  });
});

describe('what names more than one visit', () => {
  it('shows what a settlement counts, and each leads to its story', async () => {
    const page = await told(world.settlement.utr);
    if (page.found !== 'settlement') throw new Error(page.found);
    const { settlement, count, netPaise, items, more } = page.settled;
    expect([settlement.id, settlement.amount_paise, count, more]).toEqual([world.settlement.id, netPaise, items.length, null]);
    expect(items.find((item) => item.entity_id === world.whole.payment)).toMatchObject({ code: world.whole.code });
    for (const item of items) expect((await storyOf(item.entity_id)).head.code).toBe(item.code);
  });

  it('turns the list of a patient’s visits page by page, each visit once', async () => {
    const visit = await world.db.selectFrom('master_booking').selectAll().where('id', '=', world.cancelled.id).executeTakeFirstOrThrow();
    const rows = Array.from({ length: 60 }, (_, index) => ({ ...visit, id: newId(), code: newVisitCode(), created_at: new Date(visit.created_at.getTime() - Math.floor(index / 2) * 1_000) }));
    await world.db.insertInto('master_booking').values(rows).execute();
    const seen: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page = await told(world.cancelled.email, after ? { after } : {});
      if (page.found !== 'visits') throw new Error(page.found);
      seen.push(...page.rows.map((row) => row.code));
      after = page.older;
    }
    expect(seen.toSorted()).toEqual([world.cancelled.code, ...rows.map((row) => row.code)].toSorted());
    const first = await told(world.cancelled.email);
    expect(first.found === 'visits' && first.rows.find((row) => row.code === world.cancelled.code)?.sums).toMatchObject({ inPaise: 79_900 });
    await world.db.deleteFrom('master_booking').where('id', 'in', rows.map((row) => row.id)).execute();
  });

  it('says what Razorpay’s books have of an id that ours have not', async () => {
    const found = { id: newId(), kind: 'missing_at_ours' as const, subject_id: 'pay_OnlyTheirs001', master_booking_id: null, expected_paise: 0, actual_paise: 100, note: 'Razorpay has this payment, and we do not know it.', opened_at: new Date(), resolved_at: null };
    await world.db.insertInto('discrepancy').values(found).execute();
    expect(await told('pay_OnlyTheirs001')).toMatchObject({ found: 'nothing', q: 'pay_OnlyTheirs001', differences: [{ id: found.id }] });
    await world.db.deleteFrom('discrepancy').where('id', '=', found.id).execute();
  });
});

describe('who sees what', () => {
  it('is nobody but an admin', async () => {
    const ask = (cookie: string) => thrownResponse(loader(routeArgs(getRequest(`/admin/story?q=${world.whole.code}`, cookie))));
    expect((await ask('')).headers.get('Location')).toMatch(/^\/sign-in\?next=/);
    const { meera, rao } = world.seeded.logins;
    for (const cookie of [await cookieOf({ id: meera.id, role: 'patient', name: 'Meera Nair' }), await cookieOf({ id: rao.id, role: 'doctor', name: 'Ananya Rao' })]) {
      const answer = await ask(cookie);
      expect([answer.status, await answer.text()]).toEqual([404, 'Not Found']);
    }
  });

  it('has no health details and no account numbers beyond four digits', async () => {
    for (const { code } of [world.whole, world.clawed, world.netting, world.cancelled]) {
      const text = JSON.stringify(await storyOf(code));
      expect(text).not.toContain(HEALTH_NOTE);
      expect(text).not.toMatch(/number_sealed|fund_account|request_body/);
    }
    expect((await storyOf(world.whole.code)).attempts[0]!.shown_as).toMatch(/^\D*\d{4}$/);
    const notes = await world.db.selectFrom('refund').select('note').where('note', '=', HEALTH_NOTE).execute();
    expect(notes.length, 'there is one to be hidden').toBeGreaterThan(0);
  });
});

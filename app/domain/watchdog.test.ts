import { describe, expect, it } from 'vitest';
import { repairedInWords } from './watch-words.ts';
import { judge, type Hearing } from './watchdog.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const hearing: Hearing = { missed: 3, firstMissedAt: at(3), lastHeardAt: at(2), lastRefusedAt: null, now: at(5) };

describe('a channel', () => {
  it.each<[string, Partial<Hearing>, ReturnType<typeof judge>]>([
    ['three things are missing and nothing was heard since', {}, 'silent'],
    ['nothing was ever heard', { lastHeardAt: null }, 'silent'],
    ['one thing is missing', { missed: 1 }, 'lost'],
    ['something was heard since', { lastHeardAt: at(4) }, 'lost'],
    ['a day has passed', { now: at(27) }, 'disabled'],
    ['a minute less than a day has passed', { now: new Date(at(27).getTime() - 60_000) }, 'silent'],
    ['refused events came meanwhile', { lastRefusedAt: at(4) }, 'wrong_secret'],
    ['one thing is missing and refused events came meanwhile', { missed: 1, lastRefusedAt: at(4) }, 'wrong_secret'],
    ['refused events came before', { lastRefusedAt: at(2) }, 'silent'],
    ['something was heard and something refused since', { lastRefusedAt: at(4), lastHeardAt: at(4) }, 'lost'],
  ])('where %s', (_name, change, verdict) => {
    expect(judge({ ...hearing, ...change })).toBe(verdict);
  });
});

it('what was repaired is said in words', () => {
  expect(repairedInWords({ payments: 1, refunds: 0, payouts: 2, loads: 1 })).toBe('1 payment, 2 payouts, 1 load of the balance');
  expect(repairedInWords({ payments: 0, refunds: 0, payouts: 0, loads: 0 })).toBe('nothing');
});

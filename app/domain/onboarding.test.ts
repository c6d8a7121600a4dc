import { describe, expect, it, test } from 'vitest';
import { judgeAccount, NAME_MATCH_MINIMUM, ONBOARDING_MOVES, ONBOARDING_STATUSES, PAYOUT_ACCOUNT_MOVES, type BankWord } from './onboarding.ts';
import { payeePauseMinutes } from './onboarding-bounds.ts';
import { ACCOUNT_NUMBER_PATTERN, accountIdentity, hasPanHolder, IFSC_PATTERN, maskAccount, maskPan, PAN_PATTERN, PAYEE_NAME_PATTERN, tidyCode, VPA_PATTERN, withoutNumbers } from './payee.ts';
import { isOurFault } from './payee-refusal.ts';
import { mediaTypeOf, tidyFileName } from './provider-document.ts';
import { namesAgree } from './same-name.ts';

const KNOWN: BankWord = { status: 'completed', accountStatus: 'active', registeredName: 'MOHIT SINGHVI', nameMatchScore: 100 };

describe('judging an account', () => {
  it.each<[string, Partial<BankWord>, boolean, string]>([
    ['active with the right name', {}, false, 'valid'],
    ['exactly at the threshold', { nameMatchScore: NAME_MATCH_MINIMUM }, false, 'valid'],
    ['just below the threshold', { nameMatchScore: NAME_MATCH_MINIMUM - 1 }, false, 'review'],
    ['active without a score', { nameMatchScore: null, registeredName: null }, false, 'review'],
    ['shared, with the right name', {}, true, 'review'],
    ['completed, and no word of the account', { accountStatus: null, registeredName: null, nameMatchScore: null }, false, 'invalid'],
    ['completed and invalid', { accountStatus: 'invalid', registeredName: null, nameMatchScore: 0 }, false, 'invalid'],
    ['invalid and shared', { accountStatus: 'invalid' }, true, 'invalid'],
    ['not answered, whatever stands in it', { status: 'created' }, false, 'wait'],
    ['a technical fault', { status: 'failed', accountStatus: null }, false, 'ask_again'],
  ])('%s', (_case, word, shared, kind) => {
    expect(judgeAccount({ ...KNOWN, ...word }, shared).kind).toBe(kind);
  });

  it('says under which name the bank has it', () => {
    expect(judgeAccount({ ...KNOWN, registeredName: 'SURESH YADAV', nameMatchScore: 40 }, false)).toMatchObject({ reason: expect.stringContaining('SURESH YADAV') });
  });
});

describe('the moves', () => {
  it('let every state be left, and a retired account never', () => {
    expect(ONBOARDING_STATUSES.filter((status) => !ONBOARDING_MOVES.some((move) => move.from === status))).toEqual([]);
    const accounts = ['new', 'checking', 'review', 'valid', 'invalid'] as const;
    expect(accounts.filter((status) => !PAYOUT_ACCOUNT_MOVES.some((move) => move.from === status && move.to === 'retired'))).toEqual([]);
    expect(PAYOUT_ACCOUNT_MOVES.filter((move) => (move.from as string) === 'retired')).toEqual([]);
  });

  it('reach verified only from the bank check', () => {
    expect(ONBOARDING_MOVES.filter((move) => move.to === 'verified').map((move) => move.from)).toEqual(['bank_check']);
  });
});

test.each([
  ['ABCPR1234F', true, true],
  ['ABCXR1234F', true, false],
  ['ABCP11234F', false, true],
  ['abcpr1234f', false, false],
])('PAN %s', (pan, shape, holder) => {
  expect([PAN_PATTERN.test(pan), hasPanHolder(pan)]).toEqual([shape, holder]);
});

test('what is shown of a number is its end, of a PAN its ends', () => {
  expect(maskPan('ABCPR1234F')).toBe('ABC••••••F');
  expect(maskAccount('bank_account', '50100123454521')).toBe('••••4521');
  expect(maskAccount('vpa', 'anuja.rao@okhdfc')).toBe('an••••@okhdfc');
  expect(maskAccount('vpa', 'ab@upi')).toBe('a••••@upi');
  expect(withoutNumbers('Account 50100123454521 of HDFC0000240 is 1234')).toBe('Account … of … is 1234');
  expect(withoutNumbers('12AB34CD or 98765, rao.k@okhdfc: invalid in 11 characters.')).toBe('… or …, … invalid in 11 characters.');
});

test('codes are read as people type them', () => {
  expect(tidyCode(' abcpr 1234-f ')).toBe('ABCPR1234F');
  expect([IFSC_PATTERN.test('HDFC0000240'), IFSC_PATTERN.test('HDFC1000240'), IFSC_PATTERN.test('HDFC000024')]).toEqual([true, false, false]);
  expect([ACCOUNT_NUMBER_PATTERN.test('50100123454521'), ACCOUNT_NUMBER_PATTERN.test('1234567')]).toEqual([true, false]);
  expect([VPA_PATTERN.test('anuja.rao@okhdfc'), VPA_PATTERN.test('anuja@rao@ok'), VPA_PATTERN.test('a@b')]).toEqual([true, false, false]);
  expect([PAYEE_NAME_PATTERN.test("D'Souza & Sons (Pvt.) Ltd."), PAYEE_NAME_PATTERN.test('मोहित'), PAYEE_NAME_PATTERN.test('Rao!')]).toEqual([true, false, false]);
});

test('one account behind two branches of its bank is one account', () => {
  const at = (ifsc: string) => accountIdentity({ kind: 'bank_account', ifsc, number: '50100123454521' });
  expect(at('HDFC0000240')).toBe(at('HDFC0000523'));
  expect(at('HDFC0000240')).not.toBe(at('ICIC0000001'));
  expect(accountIdentity({ kind: 'vpa', ifsc: null, number: 'Rao@okhdfc' })).toBe('rao@okhdfc');
});

test.each([
  ['Ananya Rao', 'Dr Ananya Rao', true],
  ['A Rao', 'Dr Ananya Rao', true],
  ['RAO ANANYA', 'Dr. Ananya Rao', true],
  ['Ananya V Rao', 'Dr Ananya Rao', true],
  ['Pulse Diagnostics Pvt Ltd', 'Pulse Diagnostics', true],
  ['Suresh Rao', 'Dr Ananya Rao', false],
  ['Rao', 'Dr Ananya Rao', false],
  ['Suresh Kumar Yadav', 'Dr Ananya Rao', false],
  ['Ananya Ananya', 'Dr Ananya Rao', false],
  ['', 'Dr Ananya Rao', false],
])('“%s” and “%s” agree: %s', (one, other, agree) => {
  expect([namesAgree(one, other), namesAgree(other, one)]).toEqual([agree, agree]);
});

test('only what the provider can mend is held against the account', () => {
  expect(['Authentication failed', 'The requested URL was not found on the server.', 'Transactions from this IP are not allowed. Contact support for help.', 'The contact id provided does not exist'].map(isOurFault)).toEqual([true, true, true, true]);
  expect(['The IFSC must be 11 characters.', 'The account number format is invalid.', 'The name field is required.'].map(isOurFault)).toEqual([false, false, false]);
});

test('a file is what its first bytes say', () => {
  expect(mediaTypeOf(Buffer.from('%PDF-1.7'))).toBe('application/pdf');
  expect(mediaTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
  expect(mediaTypeOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe('image/png');
  expect([mediaTypeOf(Buffer.from('<html>')), mediaTypeOf(Buffer.from('%PD')), mediaTypeOf(Buffer.alloc(0))]).toEqual([null, null, null]);
});

test('a file’s name is a name and nothing else', () => {
  expect(tidyFileName('C:\\scans\\my "pan".pdf')).toBe('my pan.pdf');
  expect(tidyFileName('../../etc/passwd')).toBe('passwd');
  expect(tidyFileName('a\r\nSet-Cookie: x.pdf')).toBe('aSet-Cookie x.pdf');
  expect(tidyFileName('/')).toBe('document');
  expect(tidyFileName(`${'x'.repeat(300)}.pdf`)).toHaveLength(120);
});

test('pauses grow with the time that has passed, up to an hour', () => {
  const since = new Date('2026-11-20T10:00:00Z');
  const after = (minutes: number) => payeePauseMinutes(since, new Date(since.getTime() + minutes * 60_000), 2);
  expect([0, 1, 5, 30, 500].map(after)).toEqual([2, 2, 5, 30, 60]);
});

import { describe, expect, it } from 'vitest';
import { POLICIES } from '#db/seed/policies.ts';
import type { CancellationPolicy, PolicyTier } from './cancellation-policy.ts';
import { policySentence, policySentenceNow } from './policy-sentence.ts';

const sentence = (...tiers: PolicyTier[]) => policySentence(JSON.stringify({ name: 'Test', tiers }));
const tier = (until: PolicyTier['until'], refundBps: number, flatFeePaise = 0): PolicyTier => ({ until, refundBps, flatFeePaise });

describe('a policy as a sentence', () => {
  it.each([
    [POLICIES.standard, 'Cancel free until 24 hours before; half back until 4 hours before; nothing after.'],
    [POLICIES.hospital, 'Cancel free until 4 hours before; all but ₹100 back until 2 hours before; nothing after.'],
    [POLICIES.lab, 'Cancel free until 22:00 the day before; all but ₹200 back until the sample is collected; nothing after.'],
    [POLICIES.strict, 'Once paid, cancelling gives nothing back.'],
  ])('says the default policy $name', (policy, expected) => {
    expect(policySentence(JSON.stringify(policy))).toBe(expected);
  });

  it('says shares and fees that no default has', () => {
    expect(sentence(tier({ hoursBefore: 1 }, 7_500, 5_050), tier(null, 2_500))).toBe('75% less ₹50.50 back until 1 hour before; 25% back after.');
    expect(sentence(tier({ daysBefore: 0, at: '06:00' }, 10_000), tier({ daysBefore: 3, at: '18:00' }, 5_000))).toBe(
      'Cancel free until 06:00 on the day; half back until 18:00 3 days before; nothing after.',
    );
  });

  it('does not say "nothing after" where the last tier gives all', () => {
    expect(sentence(tier(null, 10_000))).toBe('Cancel free at any time.');
    expect(sentence(tier(null, 10_000, 10_000))).toBe('All but ₹100 back whenever you cancel.');
    expect(sentence(tier({ hoursBefore: 24 }, 10_000), tier(null, 10_000, 10_000))).toBe('Cancel free until 24 hours before; all but ₹100 back after.');
  });

  it('ignores tiers behind the one that never ends, as a cancellation would', () => {
    expect(sentence(tier(null, 0), tier({ hoursBefore: 2 }, 10_000))).toBe('Once paid, cancelling gives nothing back.');
  });

  it('says nothing for a policy without tiers', () => {
    expect(sentence()).toBe('Once paid, cancelling gives nothing back.');
  });
});

describe('the policy of a booking', () => {
  // 10:30 on Tuesday at the clinic.
  const startsAt = new Date('2026-11-24T05:00:00Z');
  const now = (policy: CancellationPolicy, at: string, sampleCollectedAt: Date | null = null) =>
    policySentenceNow({ policy, startsAt, zone: 'Asia/Kolkata', sampleCollectedAt }, new Date(at));
  const copy = (policy: object) => structuredClone(policy) as CancellationPolicy;

  it.each([
    ['2026-11-23T05:00:00Z', 'Cancel free until Mon 23 Nov, 10:30; half back until Tue 24 Nov, 06:30; nothing after.'],
    ['2026-11-23T05:00:01Z', 'Half back until Tue 24 Nov, 06:30; nothing after.'],
    ['2026-11-24T01:00:01Z', 'Cancelling gives nothing back any more.'],
  ])('at %s says what is still to be had', (at, expected) => {
    expect(now(copy(POLICIES.standard), at)).toBe(expected);
  });

  it('knows the lab’s clock and its sample', () => {
    const lab = copy(POLICIES.lab);
    expect(now(lab, '2026-11-23T16:30:00Z')).toBe('Cancel free until Mon 23 Nov, 22:00; all but ₹200 back until the sample is collected; nothing after.');
    expect(now(lab, '2026-11-24T04:00:00Z')).toBe('All but ₹200 back until the sample is collected; nothing after.');
    expect(now(lab, '2026-11-24T05:00:00Z', startsAt)).toBe('Cancelling gives nothing back any more.');
  });

  it('does not promise an end where there is none', () => {
    expect(now({ name: 'Kind', tiers: [tier(null, 10_000)] }, '2026-11-24T05:00:00Z')).toBe('Cancel free at any time.');
  });
});

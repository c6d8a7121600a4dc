import { createHash } from 'node:crypto';
import { test, type TestInfo } from '@playwright/test';
import { createRandom, type Random } from './history/random.ts';

const lots = new WeakMap<TestInfo, Random>();

/**
 * Chance of the running test's own: the run's seed (`npm test -- --seed N`) and the test's title decide, so that what one
 * test draws does not hang on which ran before it. A second try draws anew.
 */
export function lotsOfTest(): Random {
  const info = test.info();
  const known = lots.get(info);
  if (known) return known;
  const name = [process.env.TEST_SEED ?? '1', info.project.name, ...info.titlePath, info.retry, info.repeatEachIndex].join('\n');
  const random = createRandom(createHash('sha256').update(name).digest().readUInt32BE());
  lots.set(info, random);
  return random;
}

import { expect, it } from 'vitest';
import { followUpSentence } from './follow-up-sentence.ts';

const sentence = (priceBps: number, days = 14) => followUpSentence({ doctor: 'Dr Rao', days, priceBps, fullPricePaise: 37_501 });

it('says whom a follow-up is for and when it costs less', () => {
  expect(sentence(0)).toBe('Free within 14 days of a consultation with Dr Rao; ₹375.01 later. One per consultation.');
  expect(sentence(5_000, 1)).toBe('₹187.50 within 1 day of a consultation with Dr Rao; ₹375.01 later. One per consultation.');
  expect(sentence(10_000)).toBe('For patients who had a consultation with Dr Rao, or book one in the same visit.');
});

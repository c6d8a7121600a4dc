/** Where the calendar turns: a year and a day five minutes before it ends in India, and a month of 28 days five minutes after. */
export const DATE_EDGES = ['2026-12-31T23:55:00+05:30', '2027-03-01T00:05:00+05:30'] as const;

/**
 * Tests that care about dates: what is free, what falls on which day, and what a deadline says. Names as vitest filters
 * them. The domain reads no clock, so its tests stand on these edges by themselves.
 */
export const DATE_MINDED = [
  'app/routes/search/',
  'app/routes/providers.$slug/',
  'app/routes/provider/',
  'app/routes/provider._index/',
  'app/routes/provider.schedule',
  'app/routes/provider.earnings',
  'app/routes/visits.$code.cancel/',
  'app/routes/admin._index/',
  'app/routes/admin.books',
] as const;

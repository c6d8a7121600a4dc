import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Any way to change or remove a row of the log, by query builder or by hand. */
const CHANGES = /(updateTable|deleteFrom|replaceInto|mergeInto)\(\s*['"`]audit_log|(update|delete\s+from|replace\s+into|truncate(\s+table)?|drop\s+table)\s+[`"]?audit_log/i;

test('nothing in the product changes or removes a deed that is on record', () => {
  expect(["db.updateTable('audit_log').set({ reason })", "trx\n.deleteFrom( 'audit_log')", 'sql`DELETE FROM audit_log`', 'truncate audit_log'].every((line) => CHANGES.test(line))).toBe(true);
  const sources = globSync(['app/**/*.{ts,tsx}', 'db/**/*.ts', 'jobs/**/*.ts', 'e2e/**/*.ts']).filter((path) => !/\.(test|spec)\.tsx?$|-world\.server\.ts$/.test(path));
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.filter((path) => CHANGES.test(readFileSync(path, 'utf8')))).toEqual([]);
});

test('one place writes it', () => {
  const writers = globSync(['app/**/*.{ts,tsx}', 'db/**/*.ts', 'jobs/**/*.ts']).filter((path) => !/\.test\.tsx?$/.test(path) && /insertInto\('audit_log'\)/.test(readFileSync(path, 'utf8')));
  expect(writers).toEqual(['db/audit-log.ts']);
});

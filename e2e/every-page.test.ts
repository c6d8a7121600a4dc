import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Role } from '#app/domain/roles.ts';
import { MAY } from '#app/who-may.ts';
import { EVERY_WALKER, PAGES, WALKERS, type PageIds } from './fixtures-pages.ts';

interface PageRoute {
  readonly route: string;
  readonly pattern: RegExp;
  /** Parts that an address must have letter by letter; of two routes that fit, the one with more of them answers. */
  readonly fixedParts: number;
}

/** A layout has no address of its own: its pages are looked at in it. */
const LAYOUTS = new Set(['admin', 'provider']);

function pageRoutes(): PageRoute[] {
  const files = globSync(['app/routes/*.tsx', 'app/routes/*/route.tsx']).filter((file) => !file.includes('.test.'));
  return files
    .filter((file) => /^export default /m.test(readFileSync(file, 'utf8')))
    .map((file) => file.replace('app/routes/', '').replace(/(\/route)?\.tsx$/, ''))
    .filter((route) => !LAYOUTS.has(route))
    .map(patternOf);
}

function patternOf(route: string): PageRoute {
  const parts = route.split('.').filter((part) => part !== '_index');
  const texts = parts.map((part) => (part === '$' ? '.+' : part.startsWith('$') ? '[^/]+' : part));
  return { route, pattern: new RegExp(`^/${texts.join('/')}$`), fixedParts: parts.filter((part) => !part.startsWith('$')).length };
}

function routeOf(path: string, routes: readonly PageRoute[]): string | undefined {
  const { pathname } = new URL(path, 'http://localhost');
  return routes.filter(({ pattern }) => pattern.test(pathname)).toSorted((a, b) => b.fixedParts - a.fixedParts)[0]?.route;
}

/** Stands for every id at every depth. */
const anyId: unknown = new Proxy(() => {}, { get: (_, name) => (name === Symbol.toPrimitive ? () => 'x' : name === 'toJSON' ? undefined : anyId), ownKeys: () => [] });

function unvisited(routes: readonly PageRoute[]): string[] {
  const visited = new Set(
    EVERY_WALKER.flatMap((walker) => Object.values(PAGES[walker](anyId as PageIds)).map((path) => `${routeOf(path, routes)} as ${WALKERS[walker] ?? 'anyone'}`)),
  );
  return routes.flatMap(({ route }) => whoSees(route).map((who) => `${route} as ${who}`)).filter((page) => !visited.has(page));
}

function whoSees(route: string): (Role | 'anyone')[] {
  const who = MAY[route]?.loader?.who ?? 'anyone';
  return who === 'signed in' ? ['patient', 'doctor', 'admin'] : [who];
}

test('every page is looked at in the browser, as everybody who may see it', () => {
  const routes = pageRoutes();
  expect(routes.length).toBeGreaterThan(70);
  expect(unvisited(routes), 'pages that e2e/fixtures-pages.ts lacks').toEqual([]);
});

test('a page that was forgotten is named', () => {
  expect(unvisited([...pageRoutes(), patternOf('admin.coupons-of-tomorrow.$id')])).toEqual(['admin.coupons-of-tomorrow.$id as anyone']);
});

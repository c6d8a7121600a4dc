import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';

/** The architecture as a test. Every rule carries an example it must catch, so that none can fall asleep. */
interface Source {
  path: string;
  text: string;
}

interface Rule {
  title: string;
  /** What is wrong in this file, one sentence each. */
  faults: (source: Source) => string[];
  example: Source;
}

const MAX_FILE_LINES = 300;
const PUBLIC_ROUTES =
  /^(_index|readyz|search|sign-in|sign-out|register|forgot-password|reset-password|basket|visit|webhooks\.razorpayx?|payments\.razorpay\.callback|styleguide|\$|(providers|doctors|labs|cities|tests|basket|visit)[.].*)$/;

/** Rooms and what each may open. Arrows point down; nobody opens e2e, and only the web shell and routes open auth. */
const MAY_IMPORT: Record<string, string[]> = {
  domain: [],
  env: [],
  razorpay: ['domain', 'env'],
  mail: ['db', 'domain', 'env'],
  db: ['domain'],
  'use-cases': ['db', 'razorpay', 'mail', 'domain', 'env'],
  auth: ['db', 'domain', 'env', 'shell'],
  components: ['domain'],
  routes: ['use-cases', 'db', 'razorpay', 'mail', 'domain', 'auth', 'components', 'env', 'shell'],
  jobs: ['use-cases', 'db', 'razorpay', 'mail', 'domain', 'env', 'shell'],
  shell: ['use-cases', 'db', 'razorpay', 'mail', 'domain', 'auth', 'components', 'env', 'styles'],
  e2e: ['domain', 'env', 'razorpay', 'mail', 'db', 'use-cases', 'auth', 'components', 'routes', 'jobs', 'shell'],
};
const SERVER_MODULE = /\.server(\.ts)?$|^#?db\/|^node:|^(mysql2|pg|kysely|graphile-worker|razorpay|nodemailer|pino|express)(\/|$)/;

const isTest = (path: string) => /\.(test|spec)\.tsx?$/.test(path);
const isSource = (path: string) => /\.(tsx?|js)$/.test(path);

/** `app/env.server.ts` and `app/log.server.ts` → env, `app/domain/money.ts` → domain, `app/root.tsx` → shell, `jobs/worker.ts` → jobs. */
function roomOf(path: string): string {
  const [top = '', next = ''] = path.split('/');
  if (/^app\/(env|log)\.server/.test(path)) return 'env';
  if (top !== 'app') return top;
  return next in MAY_IMPORT || next === 'styles' ? next : 'shell';
}

/** Every module named in an import, an export-from or an `import()`; ours as paths from the project's root. */
function importsOf({ path, text }: Source): string[] {
  const named = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
  return named.map((name) => {
    if (name.startsWith('.')) return join(dirname(path), name);
    return /^#(app|db|jobs)\//.test(name) ? name.slice(1) : name;
  });
}

function isOurs(path: string): boolean {
  return /^(app|db|jobs|e2e)\//.test(path);
}

/** Code without its comments; good enough for looking up words. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function linesMatching(text: string, ...patterns: RegExp[]): string[] {
  return text.split('\n').filter((line) => patterns.every((pattern) => pattern.test(line))).map((line) => line.trim());
}

/** Remix bundles everything a page imports for the browser, except what only its loader and action use. */
function reachesBrowser({ path }: Source): boolean {
  if (isTest(path) || /\.server\.tsx?$/.test(path)) return false;
  if (path.startsWith('app/components/') || path.startsWith('app/domain/') || path.startsWith('public/')) return true;
  if (path === 'app/entry.client.tsx') return true;
  return path.startsWith('app/routes/') && !isRouteModule(path);
}

function isRouteModule(path: string): boolean {
  return /^app\/routes\/([^/]+\.tsx?|[^/]+\/route\.tsx?)$/.test(path) && !isTest(path);
}

function routeName(path: string): string {
  return path.replace('app/routes/', '').replace(/(\/route)?\.tsx?$/, '');
}

const RULES: Rule[] = [
  {
    title: 'imports point down',
    faults: (source) => {
      const room = roomOf(source.path);
      if (isTest(source.path) || room === 'public') return [];
      const open = new Set([room, ...(MAY_IMPORT[room] ?? [])]);
      return importsOf(source).filter((target) => isOurs(target) && !open.has(roomOf(target))).map((target) => `${room} imports ${target}`);
    },
    example: { path: 'db/visits.ts', text: "import { holdVisit } from '#app/use-cases/hold-visit.server.ts';" },
  },
  {
    title: 'nothing outside e2e imports e2e, tests excepted',
    faults: (source) => {
      if (source.path.startsWith('e2e/') || isTest(source.path)) return [];
      return importsOf(source).filter((target) => target.startsWith('e2e/')).map((target) => `imports ${target}`);
    },
    example: { path: 'app/root.tsx', text: "import { start } from '../e2e/mailbox/start-mailbox.ts';" },
  },
  {
    title: 'the emulator and the mailbox know nothing of the application',
    faults: (source) => {
      if (!/^e2e\/(razorpay-emulator|mailbox)\//.test(source.path) || isTest(source.path)) return [];
      return importsOf(source).filter((target) => /^(app|db|jobs)\//.test(target)).map((target) => `imports ${target}`);
    },
    example: { path: 'e2e/mailbox/web.ts', text: "import { rupees } from '#app/domain/money.ts';" },
  },
  {
    title: 'what reaches the browser imports nothing of the server',
    faults: (source) => {
      if (!reachesBrowser(source)) return [];
      // A type is gone before anything is bundled.
      const text = source.text.replace(/import type [^;]*;/g, '');
      return importsOf({ ...source, text }).filter((target) => SERVER_MODULE.test(target)).map((target) => `imports ${target}`);
    },
    example: { path: 'app/components/price.tsx', text: "import { env } from '../env.server.ts';" },
  },
  {
    title: 'use-cases are .server files',
    faults: ({ path }) => (path.startsWith('app/use-cases/') && !isTest(path) && !path.endsWith('.server.ts') ? ['is not named *.server.ts'] : []),
    example: { path: 'app/use-cases/hold-visit.ts', text: '' },
  },
  {
    title: `files have at most ${MAX_FILE_LINES} lines`,
    faults: ({ text }) => {
      const lines = text.trimEnd().split('\n').length;
      return lines > MAX_FILE_LINES ? [`has ${lines} lines`] : [];
    },
    example: { path: 'app/domain/money.ts', text: 'x\n'.repeat(MAX_FILE_LINES + 1) },
  },
  {
    title: 'no barrels',
    faults: ({ path, text }) => {
      if (/^index\.tsx?$/.test(basename(path))) return ['is named index'];
      const statements = codeOf(text).split(';').map((statement) => statement.trim()).filter(Boolean);
      const onlyPassesOn = statements.length > 0 && statements.every((statement) => /^export\s+(type\s+)?(\*|\{[^}]*\})[^=]*\sfrom\s/.test(statement));
      return onlyPassesOn ? ['only passes on what others export'] : [];
    },
    example: { path: 'app/domain/all.ts', text: "export * from './money.ts';\nexport { pay } from './payment.ts';" },
  },
  {
    title: 'names say what is inside',
    faults: ({ path }) => {
      // The one table of that name: a service is what a patient books.
      if (path === 'db/services.ts') return [];
      return path.split('/').filter((part) => /^(utils?|helpers?|misc|common|lib|services?)(\.|$)/.test(part)).map((part) => `"${part}" says nothing`);
    },
    example: { path: 'app/domain/utils.ts', text: '' },
  },
  {
    title: 'nothing is left over',
    faults: ({ path, text }) => {
      if (path === 'app/tidy.test.ts') return [];
      const talkative = path.startsWith('e2e/') ? [] : linesMatching(codeOf(text), /console\.log\(/);
      return [...talkative, ...linesMatching(text, /\b(TODO|FIXME|XXX)\b|\bdebugger;|\b(it|test|describe)\.(only|skip|todo|fixme)\b/)];
    },
    example: { path: 'app/domain/money.test.ts', text: "it.only('adds', () => {});" },
  },
  {
    title: 'money is never a float',
    faults: ({ path, text }) => (isTest(path) ? [] : linesMatching(codeOf(text), /parseFloat|toFixed|Math\.round/, /paise|rupee/i)),
    example: { path: 'app/domain/coupon.ts', text: 'const offPaise = Math.round(pricePaise * 0.2);' },
  },
  {
    title: 'the clock is read in routes and jobs only',
    faults: ({ path, text }) => {
      const below = /^(app\/(domain|use-cases)|db)\//.test(path) && !/^db\/(migrate\.ts|seed|servers\/)/.test(path);
      return below && !isTest(path) ? linesMatching(codeOf(text), /new Date\(\)|Date\.now\(\)/) : [];
    },
    example: { path: 'db/claims.ts', text: 'const now = new Date();' },
  },
  {
    title: 'tests and stand-ins draw by the seed of the run',
    faults: ({ path, text }) => (path !== 'app/tidy.test.ts' && (isTest(path) || path.startsWith('e2e/')) ? linesMatching(codeOf(text), /Math\.random\(/) : []),
    example: { path: 'e2e/books.spec.ts', text: 'const day = Math.random() * 30;' },
  },
  {
    title: 'every private route calls a guard',
    faults: (source) => {
      if (!isRouteModule(source.path) || PUBLIC_ROUTES.test(routeName(source.path))) return [];
      if (!/export (async function|function|const) (loader|action)\b/.test(source.text)) return [];
      return importsOf(source).includes('app/auth/guards.server.ts') ? [] : ['has a loader or action, is not listed as public, and imports no guard'];
    },
    example: { path: 'app/routes/admin.payments.tsx', text: 'export async function loader() {}' },
  },
];

const sources: Source[] = globSync(['app/**/*', 'db/**/*', 'jobs/**/*', 'e2e/**/*', 'public/*.js'])
  .filter((path) => isSource(path) && statSync(path).isFile())
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe.each(RULES)('$title', ({ faults, example }) => {
  it('catches its example', () => {
    expect(faults(example)).not.toEqual([]);
  });

  it('holds everywhere', () => {
    expect(sources.flatMap((source) => faults(source).map((fault) => `${source.path}: ${fault}`))).toEqual([]);
  });
});

it('looks at the whole repository', () => {
  const tops = new Set(sources.map(({ path }) => path.split('/')[0]));
  expect([...tops].sort()).toEqual(expect.arrayContaining(['app', 'db', 'e2e', 'jobs']));
});

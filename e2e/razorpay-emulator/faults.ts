import { newId } from './ids.ts';
import type { World } from './world.ts';

export const FAULT_KINDS = {
  reply_lost: 'commits, then resets the socket',
  bad_gateway_after_commit: 'commits, then answers 502 with an HTML page',
  bad_gateway_before_commit: 'answers 502 with an HTML page, nothing done',
  reset: 'resets the socket, nothing done',
  hang: 'commits, then holds the answer for `seconds`',
  rate_limited: 'answers 429, nothing done',
  truncated: 'commits, then answers 200 with the JSON cut in half',
  slow: 'waits `ms`, then works as usual',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

export type Fault = {
  id: string;
  kind: FaultKind;
  method: string;
  /** Glob: `*` is one path segment, `**` any number. */
  path: string;
  /** How often it still strikes; -1 is always. */
  times: number;
  ms: number;
};

const DEFAULT_SLOW_MS = 1000;
const DEFAULT_HANG_SECONDS = 20;

export function isFaultKind(value: unknown): value is FaultKind {
  return typeof value === 'string' && Object.hasOwn(FAULT_KINDS, value);
}

export function addFault(
  world: World,
  { kind, method = '*', path, times = 1, ms, seconds }: { kind: FaultKind; method?: string; path: string; times?: number; ms?: number; seconds?: number },
): Fault {
  const waitMs = ms ?? (seconds === undefined ? undefined : seconds * 1000) ?? (kind === 'hang' ? DEFAULT_HANG_SECONDS * 1000 : DEFAULT_SLOW_MS);
  return world.store.faults.save({ id: newId('fault'), kind, method: method.toUpperCase(), path, times, ms: waitMs });
}

/** The oldest fault set for this request, one use of it spent. */
export function takeFault(world: World, method: string, path: string): Fault | undefined {
  if (world.store.faults.size === 0) return undefined;
  for (const fault of world.store.faults.oldestFirst()) {
    if (fault.method !== '*' && fault.method !== method) continue;
    if (!globToPattern(fault.path).test(path)) continue;
    if (fault.times > 1) world.store.faults.save(Object.assign(fault, { times: fault.times - 1 }));
    else if (fault.times !== -1) world.store.faults.remove(fault.id);
    world.store.commit();
    return fault;
  }
  return undefined;
}

function globToPattern(glob: string): RegExp {
  const pattern = glob
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${pattern}$`);
}

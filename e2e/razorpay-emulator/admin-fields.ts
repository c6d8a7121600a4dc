import type { Body } from './http-types.ts';

/** What was asked of the emulator itself makes no sense; answered as 400 with this sentence. */
export class AdminError extends Error {}

export function text(body: Body, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw new AdminError(`${name} must be text.`);
  return value;
}

export function requireText(body: Body, name: string): string {
  const value = text(body, name);
  if (value === undefined) throw new AdminError(`${name} is missing.`);
  return value;
}

/** Numbers also as text: the control page sends forms. */
export function number(body: Body, name: string): number | undefined {
  const value = body[name];
  if (value === undefined || value === null || value === '') return undefined;
  const parsed = Number(value);
  if (!Number.isFinite(parsed)) throw new AdminError(`${name} must be a number.`);
  return parsed;
}

export function flag(body: Body, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (value === true || value === 'true' || value === 'on') return true;
  if (value === false || value === 'false') return false;
  throw new AdminError(`${name} must be true or false.`);
}

export function oneOf<T extends string>(body: Body, name: string, allowed: readonly T[]): T | undefined {
  const value = text(body, name);
  const found = allowed.find((choice) => choice === value);
  if (value !== undefined && found === undefined) throw new AdminError(`${name} must be one of ${allowed.join(', ')}.`);
  return found;
}

/** A count, or `always`, which is kept as -1. */
export function count(body: Body, name: string): number | undefined {
  return body[name] === 'always' ? -1 : number(body, name);
}

/** The given fields over the present ones; only names that exist, only their types. */
export function mergeFields<T extends Record<string, string | number | boolean>>(present: T, body: Body, choices: { [K in keyof T]?: readonly string[] } = {}): T {
  const merged: Record<string, string | number | boolean> = { ...present };
  for (const name of Object.keys(body)) {
    const current = merged[name];
    if (current === undefined) throw new AdminError(`There is no ${name}. Known: ${Object.keys(present).join(', ')}.`);
    const value = typeof current === 'boolean' ? flag(body, name) : typeof current === 'number' ? count(body, name) : oneOf(body, name, choices[name] ?? []);
    if (value !== undefined) merged[name] = value;
  }
  return merged as T;
}

import { findEnvFaults } from '../env.server.ts';
import { findingsOf, type Finding, type Settings } from './finding.ts';

/** Whether the product would start at all. */
export function checkSettings(settings: Settings): Finding[] {
  const { ok, fail } = findingsOf('Settings', 'Environment');
  const faults = findEnvFaults(settings);
  if (faults.length === 0) return [ok('Every setting is there and readable.')];
  return faults.map(({ name, message }) => fail(settings[name] ? `${name}: ${message}.` : `${name} is not set.`, `Set ${name} as the README says and start web and worker again.`));
}

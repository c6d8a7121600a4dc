import { oneOf, readFilters, turnFilters } from '../admin/list-filters.ts';
import { JOB_STATE_NAMES } from './job-states.ts';
import { TASK_NAMES } from './task-words.ts';

/** What the address asks for, of the page and of its CSV. A state of the other list is none. */
export function readJobFilters(request: Request) {
  const { after, before, list = 'jobs', task, ...given } = readFilters(request, { list: oneOf(['jobs', 'outbox']), state: oneOf([...JOB_STATE_NAMES, 'relayed']), task: oneOf(TASK_NAMES), ...turnFilters });
  const jobState = given.state === 'relayed' ? undefined : given.state;
  const relayed = given.state === 'relayed';
  const state = list === 'jobs' ? jobState : relayed ? 'relayed' : undefined;
  return { list, filters: { list: list === 'outbox' ? list : undefined, state, task }, jobs: { state: jobState, task }, outbox: { relayed, task }, turn: { after, before } };
}

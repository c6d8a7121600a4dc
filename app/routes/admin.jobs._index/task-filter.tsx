import { Button } from '#app/components/form/button.tsx';
import { TASK_NAMES, taskInWords } from './task-words.ts';

/** One task of many; the other filters stay. */
export function TaskFilter({ action, task, keep }: { action: string; task: string | undefined; keep: Readonly<Record<string, string | undefined>> }) {
  return (
    <form action={action} className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      {Object.entries(keep).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
      <label className="flex max-w-full flex-wrap items-center gap-2">
        Task
        <select name="task" defaultValue={task ?? ''} className="input w-auto max-w-full text-sm">
          <option value="">All tasks</option>
          {TASK_NAMES.map((name) => (
            <option key={name} value={name}>
              {taskInWords(name)}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" look="secondary" small>
        Show tasks
      </Button>
    </form>
  );
}

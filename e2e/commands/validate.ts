import { checkLint, checkTypes, runVitest } from './checks.ts';
import { runChecks } from './run-checks.ts';

process.exitCode = await runChecks([
  { name: 'types', run: checkTypes },
  { name: 'lint', run: checkLint },
  { name: 'unit', run: () => runVitest(['app/domain', 'app/tidy.test.ts'], {}) },
]);

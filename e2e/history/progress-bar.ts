const WIDTH = 30;
/** Where nobody watches a line change, every tenth is a line of its own. */
const PLAIN_STEPS = 10;

/** A line that fills up on a terminal, and ten lines in a log. */
export function createProgressBar(what: string, out: NodeJS.WriteStream = process.stdout): (done: number, all: number) => void {
  const started = performance.now();
  let shown = -1;
  return (done, all) => {
    const steps = out.isTTY ? WIDTH * 4 : PLAIN_STEPS;
    const step = Math.floor((done * steps) / all);
    if (step === shown) return;
    shown = step;
    const seconds = (performance.now() - started) / 1_000;
    const percent = `${Math.floor((done * 100) / all)} %`.padStart(5);
    const text = `${what} ${percent}  ${done} of ${all}  ${Math.round(seconds)} s`;
    if (!out.isTTY) return void out.write(`${text}\n`);
    const filled = Math.floor((done * WIDTH) / all);
    out.write(`\r${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${text}\u001B[K${done === all ? '\n' : ''}`);
  };
}

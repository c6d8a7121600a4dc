import { expect, it } from 'vitest';
import { Shutdown, STOP_FIRST } from './shutdown.ts';

it('stops the application before what it stands on, whatever came up first', async () => {
  const shutdown = new Shutdown();
  const stopped: string[] = [];
  const stops = (name: string, ms: number) => () => new Promise<void>((resolve) => setTimeout(() => resolve(void stopped.push(name)), ms));
  await shutdown.add(STOP_FIRST.databases, stops('mysql', 0));
  await shutdown.add(STOP_FIRST.standIns, stops('emulator', 0));
  await shutdown.add(STOP_FIRST.app, stops('web', 30));
  await shutdown.add(STOP_FIRST.app, stops('worker', 10));
  await Promise.all([shutdown.run(), shutdown.run()]);
  expect(stopped).toEqual(['worker', 'web', 'emulator', 'mysql']);
});

it('stops at once what comes up during the shutdown', async () => {
  const shutdown = new Shutdown();
  await shutdown.run();
  let stopped = false;
  await shutdown.add(STOP_FIRST.databases, async () => void (stopped = true));
  expect(stopped).toBe(true);
});

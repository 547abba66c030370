import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { StepWatch } from './step-watch.ts';
import { withinLimit } from '../resilience/within-limit.ts';
import { afterAwake, awakeMs } from '../runtime/awake-time.ts';

/** What a computer that sleeps is to a process: it stands still, and when it goes on the clock has gone on without it. */
const fallAsleep = (seconds: number): void =>
  void spawn('sh', ['-c', `kill -STOP ${process.pid}; sleep ${seconds}; kill -CONT ${process.pid}`], {
    stdio: 'ignore',
    detached: true,
  });

test.runIf(process.platform !== 'win32')('a sleep lets nothing time out, and counts for no one', async () => {
  const told: string[] = [];
  const limits = { stepMs: 4000, jobMs: 4000, askMs: 3000, stopMs: 4000 };
  const tell = (what: string) => () => void told.push(what);
  const watch = new StepWatch({ limits, onAsk: tell('asked'), onCalm: tell('calm'), onStop: tell('stopped') });
  const callOff = afterAwake(4000, tell('over'));
  const asked = withinLimit(
    4000,
    new AbortController().signal,
    () => new Error('late'),
    () => sleep(1500, 'answered'),
  );
  const startMs = performance.now();
  const startAwakeMs = awakeMs();
  await sleep(300);
  fallAsleep(5);
  await sleep(1000);
  expect(performance.now() - startMs).toBeGreaterThan(4900);
  expect(awakeMs() - startAwakeMs).toBeLessThan(3500);
  expect(await asked).toBe('answered');
  expect(told).toEqual([]);
  watch.close();
  callOff();
});

test('time awake is over when it is over', async () => {
  let isOver = false;
  afterAwake(1200, () => (isOver = true));
  await sleep(1000);
  expect(isOver).toBe(false);
  await expect.poll(() => isOver, { timeout: 2000 }).toBe(true);
});

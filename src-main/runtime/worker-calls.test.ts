import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { workerCalls, type WorkerCalls } from './worker-calls.ts';
import { knownWorkers, restartWorkers } from './worker-register.ts';

let folder: string;
let calls: WorkerCalls<string, string>;
const signal = new AbortController().signal;

/** Answers in capitals; "crash" ends the thread the first time, "die" always, "hang" never answers. */
const script = `
  import { appendFileSync, existsSync } from 'node:fs';
  import { parentPort, workerData } from 'node:worker_threads';
  const mark = new URL('starts', import.meta.url);
  const isSecond = existsSync(mark);
  appendFileSync(mark, 'x');
  parentPort.on('message', (text) => {
    if (text === 'die' || (text === 'crash' && !isSecond)) process.exit(3);
    if (text === 'hang' || (text === 'hang once' && !isSecond)) for (;;);
    if (text === 'tell') parentPort.postMessage({ kind: 'progress', fraction: 0.5 });
    if (text === 'refuse') return parentPort.postMessage({ kind: 'failed', message: 'No.', code: 'InvalidInput:text' });
    parentPort.postMessage({ kind: 'done', answer: text.toUpperCase() });
  });
`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-worker-'));
  await writeFile(join(folder, 'work.mjs'), script);
  calls = workerCalls('work', join(folder, 'work.mjs'));
});
afterEach(async () => {
  await calls.close();
  await rm(folder, { recursive: true, force: true });
});

const starts = async () => (await readFile(join(folder, 'starts'), 'utf8')).length;

test('one thread answers many requests, each its own', async () => {
  expect(await Promise.all(['a', 'b', 'c'].map((text) => calls.ask(text, signal)))).toEqual(['A', 'B', 'C']);
  expect(await starts()).toBe(1);
});

test('a thread that crashed is started anew and the request tried once more', async () => {
  expect(await calls.ask('crash', signal)).toBe('CRASH');
  expect(await starts()).toBe(2);
});

test('a request that always kills its thread fails, and the next one is answered', async () => {
  await expect(calls.ask('die', signal)).rejects.toThrow('ended with code 3');
  expect(await starts()).toBe(2);
  expect(await calls.ask('on', signal)).toBe('ON');
});

test('an error of the work itself is not tried again and keeps its code', async () => {
  await expect(calls.ask('refuse', signal)).rejects.toMatchObject({ code: 'InvalidInput:text', message: 'No.' });
  expect(await starts()).toBe(1);
});

test('aborting ends even a thread that does not listen, and lets those in line go on', async () => {
  const controller = new AbortController();
  const hanging = calls.ask('hang', controller.signal);
  const waiting = calls.ask('next', signal);
  setTimeout(() => controller.abort(new Error('Enough')), 50);
  await expect(hanging).rejects.toThrow('Enough');
  expect(await waiting).toBe('NEXT');
});

test('progress is told in the context of whoever asked, not of whoever started the thread', async () => {
  const seen = new AsyncLocalStorage<string>();
  const ids: (string | undefined)[] = [];
  const ask = () => calls.ask('tell', signal, () => void ids.push(seen.getStore()));
  await seen.run('first', ask);
  await seen.run('second', ask);
  expect(ids).toEqual(['first', 'second']);
});

test('a thread that is restarted under its request does it once more; one that idles starts anew when it is needed', async () => {
  expect(knownWorkers().map(({ name, quietSinceMs }) => [name, quietSinceMs])).toEqual([['work', undefined]]);
  const hanging = calls.ask('hang once', signal);
  await expect.poll(() => knownWorkers()[0]?.quietSinceMs).toBeGreaterThan(0);
  await expect.poll(starts).toBe(1);
  expect(await restartWorkers()).toBe(1);
  expect(await hanging).toBe('HANG ONCE');
  expect(knownWorkers()[0]?.deathCount).toBe(1);
  await restartWorkers();
  expect(await calls.ask('on', signal)).toBe('ON');
  expect(await starts()).toBe(3);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isTerminal } from '../../src-shared/job.ts';
import { appRoot } from '../runtime/app-files.ts';
import { sweepTemporaryFiles } from '../storage/atomic-file.ts';
import { holdOwnerLock } from './owner-lock.ts';
import { openJournal } from './open-journal.test-support.ts';
import { newFolder } from './test-desk.test-support.ts';

/** AURA_STATE_KILLS=100 is the whole campaign. */
const rounds = Number(process.env['AURA_STATE_KILLS'] ?? 12);
// Inside the checkout, so that the native packages are found.
const script = join(appRoot, 'out', 'test', `killed-${process.pid}`, 'child.js');

beforeAll(async () => {
  await mkdir(dirname(script), { recursive: true });
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: join(import.meta.dirname, 'killed.test-child.ts'),
      outDir: dirname(script),
      rollupOptions: { output: { entryFileNames: 'child.js' } },
    },
  });
});
afterAll(() => rm(dirname(script), { recursive: true, force: true }));

/** Lets it work for a while, kills it at any moment, and returns what it had acknowledged until then. */
async function workUntilKilled(dataFolder: string, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  await once(child.stdout, 'data');
  setTimeout(() => child.kill('SIGKILL'), afterMs);
  await once(child, 'close');
  return chunks.join('').split('\n').slice(0, -1);
}

/** Throws when the file is torn. */
async function savedState(dataFolder: string): Promise<{ round: number }> {
  const text = await readFile(join(dataFolder, 'state.json'), 'utf8').catch(() => '{ "round": 0 }');
  return JSON.parse(text) as { round: number };
}

test(
  'a kill at any moment leaves a whole database, every acknowledged job, and a whole state file',
  { timeout: 60_000 + rounds * 2000 },
  async () => {
    const dataFolder = await newFolder();
    const created = new Set<string>();
    const ended = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      const lines = await workUntilKilled(dataFolder, Math.random() * 400);
      for (const [word, value] of lines.map((line) => line.split(' '))) {
        if (word === 'created') created.add(value ?? '');
        if (word === 'ended') ended.add(value ?? '');
      }
      const savedRound = Number(lines.findLast((line) => line.startsWith('saved'))?.split(' ')[1] ?? 0);

      const { store, database } = openJournal(dataFolder);
      expect(database.warnings).toEqual([]);
      const jobs = new Map(store.list().map((job) => [job.jobId, job]));
      expect([...created].filter((jobId) => !jobs.has(jobId))).toEqual([]);
      expect([...ended].filter((jobId) => !isTerminal(jobs.get(jobId)?.status ?? 'Queued'))).toEqual([]);
      database.close();

      expect((await savedState(dataFolder)).round).toBeGreaterThanOrEqual(savedRound);
      await sweepTemporaryFiles(dataFolder);
      expect((await readdir(dataFolder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
    expect(ended.size).toBeGreaterThan(5);
  },
);

test('a process is known to live until it ends, however it ends', async () => {
  const dataFolder = await newFolder();
  const here = holdOwnerLock(dataFolder);
  const there = holdOwnerLock(dataFolder);
  expect(here.isAlive(there.owner)).toBe(true);
  expect(there.isAlive(here.owner)).toBe(true);
  there.release();
  expect(here.isAlive(there.owner)).toBe(false);
  expect(here.isAlive('nobody')).toBe(false);
  here.release();
});

import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './with-lock.mjs';

const run = promisify(execFile);
let folder;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'aura-lock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Reads a number, waits, writes the next: without a lock, others' steps get lost. */
const counting = `
  import { readFileSync, writeFileSync } from 'node:fs';
  import { setTimeout as sleep } from 'node:timers/promises';
  const [, lockModule, folder] = process.argv;
  const { withLock } = await import(lockModule);
  for (let round = 0; round < 3; round += 1) {
    await withLock(folder + '/lock', async () => {
      const count = Number(readFileSync(folder + '/count', 'utf8'));
      await sleep(20);
      writeFileSync(folder + '/count', String(count + 1));
    });
  }
`;

test('processes that work at the same time take turns', async () => {
  writeFileSync(join(folder, 'count'), '0');
  const lockModule = join(import.meta.dirname, 'with-lock.mjs');
  const start = () => run(process.execPath, ['--input-type=module', '-e', counting, lockModule, folder]);
  await Promise.all([start(), start(), start()]);
  expect(readFileSync(join(folder, 'count'), 'utf8')).toBe('9');
});

test('the lock of a process that died is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(join(folder, 'lock'), String(pid));
  expect(await withLock(join(folder, 'lock'), async () => 'done')).toBe('done');
});

test('the lock is free again after work that failed', async () => {
  const failing = withLock(join(folder, 'lock'), () => Promise.reject(new Error('no room')));
  await expect(failing).rejects.toThrow('no room');
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

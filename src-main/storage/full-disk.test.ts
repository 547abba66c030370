import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeOfRawFailure } from '../../src-shared/raw-failure.ts';
import { openDatabase } from './database.ts';
import { canMount, mountDisk } from './mount.test-support.ts';

/** Leaves no room at all. */
function fill(folder: string): string {
  const path = join(folder, 'filling');
  const file = openSync(path, 'w');
  for (const size of [1_000_000, 4096]) {
    try {
      while (writeSync(file, Buffer.alloc(size, 1)) === size) continue;
    } catch {
      // That much does not fit any more.
    }
  }
  closeSync(file);
  return path;
}

test.runIf(canMount)('a full disk lets the studio write down what happens, and open again and again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-full-'));
  mountDisk(folder, 'size=8m');
  const first = openDatabase(folder);
  first.durably(() => first.prepare("INSERT INTO resilience_counts VALUES ('before', 1)").run());
  fill(folder);
  first.durably(() => first.prepare("INSERT INTO resilience_counts VALUES ('full', 2)").run());
  first.close();

  for (let start = 0; start < 4; start++) {
    const filling = fill(folder);
    const again = openDatabase(folder);
    expect(again.prepare('SELECT name FROM resilience_counts ORDER BY value').all()).toEqual([
      { name: 'before' },
      { name: 'full' },
    ]);
    again.close();
    expect(filling).toBeTruthy();
  }

  rmSync(join(folder, 'reserve'));
  fill(folder);
  let refused: unknown;
  try {
    openDatabase(folder).close();
  } catch (error) {
    refused = error;
  }
  expect(codeOfRawFailure(refused)).toBe('OutOfDiskSpace');
});

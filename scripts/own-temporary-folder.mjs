import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const variables = ['TMPDIR', 'TEMP', 'TMP'];

/** vitest's global setup: what tests leave in the temporary folder, some thousand folders a run, goes with the run. */
export function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'aura-unit-'));
  for (const variable of variables) process.env[variable] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

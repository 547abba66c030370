import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import { loadResult, saveResult } from './step-results.ts';
import { newFolder } from './test-desk.test-support.ts';

const Result = z.object({ scenes: z.array(z.object({ audioPath: z.string() })) });

async function savedResult() {
  const workspace = jobWorkspace(await newFolder(), 'J-000000000000');
  await mkdir(workspace.narration, { recursive: true });
  const audioPath = join(workspace.narration, 'scene-1.wav');
  await writeFile(audioPath, Buffer.alloc(5000, 1));
  await saveResult('narration', 'hash', { scenes: [{ audioPath }] }, workspace);
  return { audioPath, load: (hash = 'hash') => loadResult('narration', Result, hash, workspace) };
}

test('a result is found again as long as its inputs and its files are the same', async () => {
  const { audioPath, load } = await savedResult();
  expect(await load()).toEqual({ scenes: [{ audioPath }] });
  expect(await load('another hash')).toBeUndefined();
});

test('a result whose file was cut off since is none', async () => {
  const { audioPath, load } = await savedResult();
  await truncate(audioPath, 4999);
  expect(await load()).toBeUndefined();
});

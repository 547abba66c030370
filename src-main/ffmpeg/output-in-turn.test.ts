import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFfmpeg } from './create-ffmpeg.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-output-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('what it says is handed over in order and one piece at a time, also once it has ended', async () => {
  const script = `awk 'BEGIN { for (i = 0; i < 40; i++) { printf "%02d", i; for (j = 0; j < 2998; j++) printf "x" } }'`;
  const path = join(folder, 'ffmpeg');
  await writeFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const ffmpeg = createFfmpeg({ recordFolder: join(folder, 'children'), explicitPath: () => path });
  const pieces: string[] = [];
  let atOnce = 0;
  await ffmpeg.run({
    purpose: 'slow taker',
    args: ['-'],
    signal: new AbortController().signal,
    async onOutput(chunk) {
      expect(++atOnce).toBe(1);
      await sleep(pieces.length < 3 ? 60 : 1);
      pieces.push(chunk.toString('latin1'));
      atOnce--;
    },
  });
  const said = pieces.join('');
  expect(said).toHaveLength(120_000);
  expect([...said.matchAll(/\d\d/g)].map(Number)).toEqual(Array.from({ length: 40 }, (_, index) => index));
});

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFfmpeg } from './create-ffmpeg.ts';

const signal = new AbortController().signal;

test.each([
  ['ENOSPC', 'OutOfDiskSpace'],
  ['crash', 'FFmpegKilled:SIGSEGV'],
  ['hang', 'Stalled:try'],
] as const)('a simulated %s ends an FFmpeg as the real thing would: %s', async (kind, code) => {
  const ffmpeg = createFfmpeg({
    recordFolder: join(tmpdir(), 'aura-simulated'),
    simulate: (purpose) => (purpose === 'try' ? kind : undefined),
    stallSeconds: 0.5,
  });
  const run = { purpose: 'try', args: ['-f', 'lavfi', '-i', 'color', '-frames:v', '1', '-f', 'null', '-'], signal };
  const failure: unknown = expect.objectContaining({ code, details: { purpose: 'try', isSimulated: true } });
  await expect(ffmpeg.run(run)).rejects.toEqual(failure);
  await expect(ffmpeg.run({ ...run, purpose: 'another' })).resolves.toBeDefined();
});

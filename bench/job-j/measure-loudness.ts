import { parseLoudness } from '../../src-main/ffmpeg/loudness.ts';
import { input } from '../../src-main/ffmpeg/args-inputs.ts';
import { createFfmpeg } from '../../src-main/ffmpeg/create-ffmpeg.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportTarget } from './report.ts';

/** Read from the finished film, as a platform that it is uploaded to would. */
export async function measureLoudness(path: string): Promise<void> {
  const ffmpeg = createFfmpeg({ recordFolder: join(tmpdir(), `aura-bench-children-${process.pid}`) });
  const { stderr } = await ffmpeg.run({
    purpose: 'loudness',
    args: [...input('mov', path), '-vn', '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'],
    signal: new AbortController().signal,
  });
  const { lufs, truePeakDbtp } = parseLoudness(stderr);
  reportTarget('loudness, LU from −14 LUFS', Math.abs(lufs + 14), { must: 0.5, aim: 0.2 }, { lufs });
  reportTarget('true peak, dBTP', truePeakDbtp, { must: -1, aim: -1 });
}

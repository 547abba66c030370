import type { FfmpegRun } from './ffmpeg.ts';

type Progress = Parameters<NonNullable<FfmpegRun['onProgress']>>[0];

/** Reads FFmpeg's `-progress` blocks, which may be cut anywhere between two chunks. */
export function progressReader(onBlock: (progress: Progress) => void): (chunk: Buffer) => void {
  let rest = '';
  let block = new Map<string, string>();
  return (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [key = '', value = ''] = line.split('=', 2).map((part) => part.trim());
      block.set(key, value);
      // `progress=continue` or `progress=end` closes a block.
      if (key !== 'progress') continue;
      onBlock(toProgress(block));
      block = new Map();
    }
  };
}

function toProgress(block: ReadonlyMap<string, string>): Progress {
  return {
    frame: numberIn(block.get('frame')),
    // `out_time_ms` counts microseconds too, and older versions know no `out_time_us`: https://trac.ffmpeg.org/ticket/7345
    outTimeSeconds: numberIn(block.get('out_time_us') ?? block.get('out_time_ms')) / 1e6,
    speed: numberIn(block.get('speed')),
  };
}

/** 0 for `N/A`, which stands there until the first packet is written. */
function numberIn(text: string | undefined): number {
  const number = Number.parseFloat(text ?? '');
  return Number.isFinite(number) ? number : 0;
}

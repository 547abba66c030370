import { StudioError } from '../../src-shared/failure.ts';
import type { FfmpegCapabilities } from './ffmpeg.ts';
import { runProcess, type ProcessRun } from './run-process.ts';

/** How the children of this process are written down and end with it. */
type Children = Pick<ProcessRun, 'recordFolder' | 'guard'>;

/** A wrong path may lead to a program that never stops talking. */
const longestAnswerBytes = 2_000_000;

/** Asks the binary itself; one that is not FFmpeg, cannot be run or does not answer in time is as good as none. */
export async function askCapabilities(
  path: string,
  children: Children,
  answerSeconds: number,
): Promise<FfmpegCapabilities> {
  const ask = (...flags: string[]) => answerTo(path, flags, children, answerSeconds);
  // One after the other: these too count among the FFmpegs that run at once.
  const filters = await ask('-hide_banner', '-filters');
  const encoders = await ask('-encoders');
  // Its version it says before all else, on standard error.
  const version = /^ffmpeg version (\S+)/m.exec(encoders.banner)?.[1];
  if (!version) throw notUsable(path, 'It does not say that it is FFmpeg.', { said: encoders.banner.slice(0, 500) });
  return { path, version, filters: parseFilters(filters.answer), encoders: parseEncoders(encoders.answer) };
}

async function answerTo(
  path: string,
  flags: readonly string[],
  children: Children,
  answerSeconds: number,
): Promise<{ answer: string; banner: string }> {
  const flag = flags.at(-1);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const limit = AbortSignal.timeout(answerSeconds * 1000);
  try {
    const end = await runProcess({
      command: path,
      args: flags,
      purpose: `capabilities ${flag}`,
      signal: limit,
      ...children,
      stallSeconds: 0,
      onOutput: (chunk) => {
        sizeBytes += chunk.length;
        if (sizeBytes > longestAnswerBytes) throw new Error('It answers without end.');
        chunks.push(chunk);
      },
    });
    const reason = reasonOf(end);
    if (reason) throw notUsable(path, reason, { said: end.stderr });
    return { answer: Buffer.concat(chunks).toString('utf8'), banner: end.stderr };
  } catch (error) {
    if (!limit.aborted) throw error;
    throw notUsable(path, `It did not answer ${flag} within ${answerSeconds} s.`);
  }
}

function reasonOf(end: Awaited<ReturnType<typeof runProcess>>): string | undefined {
  if (end.spawnError) return end.spawnError.message;
  if (end.ownError) return end.ownError.message;
  if (end.exitCode !== 0) return `It ended with ${end.exitSignal ?? `exit code ${end.exitCode}`}.`;
  return undefined;
}

function notUsable(path: string, reason: string, more: { said?: string } = {}): StudioError {
  return new StudioError('FFmpegNotFound', {
    message: `“${path}” is there but cannot be used as FFmpeg. ${reason}`,
    details: { path, reason, ...more },
  });
}

/** Lines such as ` T.C ass   V->V   Render ASS subtitles …`; 7.x has two flags, older ones three. */
export const parseFilters = (listing: string): Set<string> =>
  new Set([...listing.matchAll(/^ [A-Z.]{2,3} (\w+)\s+\S*->\S*/gm)].map((match) => match[1] ?? ''));

/** Lines such as ` V....D libx264   libx264 H.264 …`; the legend above the list has `=` in the name's place. */
export const parseEncoders = (listing: string): Set<string> =>
  new Set([...listing.matchAll(/^ [VAS][A-Z.]{5} ([\w-]+)/gm)].map((match) => match[1] ?? ''));

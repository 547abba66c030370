import { setTimeout as sleep } from 'node:timers/promises';
import { StudioError } from '../../src-shared/failure.ts';

export type SimulatedEnd = 'ENOSPC' | 'crash' | 'hang';

/** Ends as an FFmpeg with a full disk, a crash or a hang would have ended; does nothing when none is wished for. */
export async function endAsSimulated(
  end: SimulatedEnd | undefined,
  { purpose, signal }: { purpose: string; signal: AbortSignal },
  stallSeconds: number,
): Promise<void> {
  if (end === undefined) return;
  const details = { purpose, isSimulated: true };
  if (end === 'ENOSPC') throw new StudioError('OutOfDiskSpace', { details });
  if (end === 'crash') throw new StudioError('FFmpegKilled:SIGSEGV', { details });
  await sleep(stallSeconds * 1000, undefined, { signal }).catch(() => signal.throwIfAborted());
  throw new StudioError(`Stalled:${purpose}`, { details });
}

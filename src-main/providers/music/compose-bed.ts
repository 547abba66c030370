import { workerCalls } from '../../runtime/worker-calls.ts';
import type { BedRequest } from './render-bed.ts';

export interface ComposeRequest extends BedRequest {
  outputPath: string;
}

/** Writes a bed of music as a WAV: stereo, 48 kHz, 16 bit, about −20 LUFS, with an ending. The same seed, the same bed. */
export async function composeBed(
  request: ComposeRequest,
  signal: AbortSignal,
  onProgress?: (fraction: number) => void,
): Promise<void> {
  const worker = workerCalls<ComposeRequest, undefined>('music');
  try {
    await worker.ask(request, signal, onProgress);
  } finally {
    await worker.close();
  }
}

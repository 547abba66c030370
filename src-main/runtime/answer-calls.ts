import { parentPort, type TransferListItem } from 'node:worker_threads';
import { StudioError } from '../../src-shared/failure.ts';
import { guardOffline } from './offline-guard.ts';
import type { WorkerAnswer } from './worker-calls.ts';

/** The other end of `workerCalls`: answers each request with what `work` makes of it. */
export function answerCalls<Request, Answer>(
  work: (request: Request, onProgress: (fraction: number) => void) => Promise<Answer>,
  transferred: (answer: Answer) => TransferListItem[] = () => [],
): void {
  if (!parentPort) throw new Error('This file runs in a worker thread');
  // Threads compute; none of them ever needs the network.
  guardOffline(true);
  const port = parentPort;
  const say = (message: WorkerAnswer<Answer>, transfer: TransferListItem[] = []) => port.postMessage(message, transfer);
  const answerOne = async (request: Request) => {
    try {
      const answer = await work(request, (fraction) => say({ kind: 'progress', fraction }));
      say({ kind: 'done', answer }, transferred(answer));
    } catch (error) {
      say(asFailure(error));
    }
  };
  port.on('message', (request: Request) => void answerOne(request));
}

function asFailure(error: unknown): WorkerAnswer<never> {
  if (error instanceof StudioError) {
    const { code, message, details } = error;
    return { kind: 'failed', message, code, ...(details && { details }) };
  }
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}

import { AsyncResource } from 'node:async_hooks';
import { Worker } from 'node:worker_threads';
import { StudioError, type FailureCode } from '../../src-shared/failure.ts';
import { workerScript } from './app-files.ts';
import { KnownWorker } from './worker-register.ts';

/** What a worker thread says about the one request it has. */
export type WorkerAnswer<Answer> =
  | { kind: 'progress'; fraction: number }
  | { kind: 'done'; answer: Answer }
  | { kind: 'failed'; message: string; code?: FailureCode; details?: Record<string, unknown> };

/** One worker thread that answers one request after another. */
export interface WorkerCalls<Request, Answer> {
  /** Aborting ends the thread at once: work in WebAssembly does not listen. The next request starts a new one. */
  ask(request: Request, signal: AbortSignal, onProgress?: (fraction: number) => void): Promise<Answer>;
  close(): Promise<void>;
}

class WorkerGone extends Error {
  override readonly name = 'WorkerGone';
}

/** Starts `NAME.worker.ts` at the first request; a thread that dies is started anew and its request tried once more. */
export function workerCalls<Request, Answer>(name: string, script = workerScript(name)): WorkerCalls<Request, Answer> {
  let worker: Worker | undefined;
  let isClosed = false;
  let lastInLine: Promise<unknown> = Promise.resolve();

  const end = async () => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };
  const known = new KnownWorker(name, end);

  const askOnce = async (request: Request, signal: AbortSignal, onProgress?: (fraction: number) => void) => {
    worker ??= new Worker(script, { name, env: {} });
    known.sign();
    try {
      return await exchange<Request, Answer>(worker, request, signal, (fraction) => {
        known.sign();
        onProgress?.(fraction);
      });
    } catch (error) {
      if (error instanceof WorkerGone) known.deathCount++;
      if (signal.aborted || error instanceof WorkerGone) await end();
      throw error;
    } finally {
      known.quietSinceMs = undefined;
    }
  };

  const askTwice = async (...asked: Parameters<typeof askOnce>) => {
    asked[1].throwIfAborted();
    if (isClosed) throw new Error(`The ${name} worker is closed`);
    try {
      return await askOnce(...asked);
    } catch (error) {
      if (!(error instanceof WorkerGone) || isClosed) throw error;
      return await askOnce(...asked);
    }
  };

  const ask: WorkerCalls<Request, Answer>['ask'] = (request, signal, onProgress) => {
    // The thread's messages come in the context of whoever started it, not of who asks.
    const tell = onProgress && AsyncResource.bind(onProgress);
    const turn = lastInLine.then(() => askTwice(request, signal, tell));
    lastInLine = turn.catch(() => undefined);
    return whichever(turn, signal);
  };

  return {
    ask,
    async close() {
      isClosed = true;
      known.forget();
      await end();
      await lastInLine;
    },
  };
}

/** A request that still waits in line is let go at once when it is aborted. */
function whichever<T>(turn: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

function exchange<Request, Answer>(
  worker: Worker,
  request: Request,
  signal: AbortSignal,
  onProgress: ((fraction: number) => void) | undefined,
): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const settle = (finish: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      signal.removeEventListener('abort', onAbort);
      worker.unref();
      finish();
    };
    const onMessage = (said: WorkerAnswer<Answer>) => {
      if (said.kind === 'progress') onProgress?.(said.fraction);
      else if (said.kind === 'done') settle(() => resolve(said.answer));
      else settle(() => reject(asError(said)));
    };
    const onError = (cause: Error) => settle(() => reject(new WorkerGone(cause.message, { cause })));
    const onExit = (code: number) => settle(() => reject(new WorkerGone(`The thread ended with code ${code}`)));
    const onAbort = () => settle(() => reject(signal.reason));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    signal.addEventListener('abort', onAbort, { once: true });
    // A waiting thread must not keep the command line from ending.
    worker.ref();
    worker.postMessage(request);
  });
}

function asError(failed: { message: string; code?: FailureCode; details?: Record<string, unknown> }): Error {
  if (!failed.code) return new Error(failed.message);
  return new StudioError(failed.code, { message: failed.message, ...(failed.details && { details: failed.details }) });
}

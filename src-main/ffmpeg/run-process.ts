import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import type { Writable } from 'node:stream';
import { currentWatcher } from '../runtime/watched-work.ts';
import { recordChild } from './child-records.ts';
import { endProcessGroup } from './end-process-group.ts';
import { plainEnvironment } from './plain-environment.ts';
import { setprivPath, startSupervisor, type OrphanGuard } from './orphan-guard.ts';
import { watchForStall } from './stall-watch.ts';
import { StderrTail } from './stderr-tail.ts';

export interface ProcessRun {
  command: string;
  args: readonly string[];
  purpose: string;
  cwd?: string | undefined;
  signal: AbortSignal;
  /** Where running children are written down. */
  recordFolder: string;
  guard: OrphanGuard;
  /** 0: it may stand still for ever. */
  stallSeconds: number;
  feed?: ((stdin: Writable) => Promise<void>) | undefined;
  onOutput?: ((chunk: Buffer) => unknown) | undefined;
}

export interface ProcessEnd {
  exitCode: number | null;
  exitSignal: NodeJS.Signals | null;
  /** What the operating system said instead of starting it. */
  spawnError?: NodeJS.ErrnoException;
  hasStalled: boolean;
  /** The system ended a program for want of memory while this one was killed. */
  wasMemoryShort: boolean;
  /** What `feed` or `onOutput` threw, unless it is only the broken pipe of a program that ended first. */
  ownError?: Error;
  stderr: string;
  seconds: number;
}

/**
 * The only place that starts FFmpeg or ffprobe. Resolves when the process is gone and its pipes are empty, however it
 * ended; aborting kills it first and then rejects with the reason.
 */
export async function runProcess(run: ProcessRun): Promise<ProcessEnd> {
  run.signal.throwIfAborted();
  const startedMs = performance.now();
  const memoryKillsBefore = memoryKills();
  if (run.guard === 'supervisor') startSupervisor(run.recordFolder);
  const child = start(run);
  const stop = () => child.pid !== undefined && endProcessGroup(child.pid);
  run.signal.addEventListener('abort', stop, { once: true });
  const forget = child.pid === undefined ? undefined : recordChild(run.recordFolder, child.pid, run.purpose);

  const watched = follow(child, run, stop);
  const [end] = await Promise.all([ended(child), feedInput(child, run, watched, stop)]);
  if (!run.signal.aborted) await watched.outputTaken();
  watched.stopWatching();
  run.signal.removeEventListener('abort', stop);
  await forget?.();
  run.signal.throwIfAborted();
  return {
    ...end,
    hasStalled: watched.hasStalled,
    wasMemoryShort: end.exitSignal === 'SIGKILL' && memoryKills() > memoryKillsBefore,
    ...(watched.ownError && { ownError: watched.ownError }),
    stderr: watched.stderr.toString(),
    seconds: (performance.now() - startedMs) / 1000,
  };
}

function start(run: ProcessRun): ChildProcess {
  // The kernel then ends it when the very thread that started it is gone.
  const [command, args] =
    run.guard === 'kernel' && setprivPath
      ? [setprivPath, ['--pdeathsig', 'KILL', '--', run.command, ...run.args]]
      : [run.command, [...run.args]];
  const child = spawn(command, args, {
    cwd: run.cwd,
    env: plainEnvironment(),
    // A group of its own: a Ctrl+C in the terminal must not end it behind our back, and one kill reaches all of it.
    detached: process.platform !== 'win32',
    stdio: [run.feed ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  lowerPriority(child.pid);
  return child;
}

/** How often this system has killed for want of memory; always 0 where it does not say. */
function memoryKills(): number {
  if (process.platform !== 'linux') return 0;
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The window stays smooth while everything else encodes. Threads started later inherit it. */
function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not allow it: slower windows, same film.
  }
}

interface Watched {
  stderr: StderrTail;
  hasStalled: boolean;
  ownError: Error | undefined;
  stopWatching: () => void;
  /** Resolves when all that it said was taken. */
  outputTaken: () => Promise<void>;
}

function follow(child: ChildProcess, run: ProcessRun, stop: () => void): Watched {
  const watched: Watched = {
    ...{ stderr: new StderrTail(), hasStalled: false, ownError: undefined },
    ...{ stopWatching: () => {}, outputTaken: () => Promise.resolve() },
  };
  let outputBytes = 0;
  const fail = (error: unknown) => {
    watched.ownError ??= asError(error);
    stop();
  };
  child.stderr?.on('data', (chunk: Buffer) => watched.stderr.push(chunk));
  const output = inTurn(child, run.onOutput, fail);
  watched.outputTaken = output.taken;
  child.stdout?.on('data', (chunk: Buffer) => {
    outputBytes += chunk.length;
    output.give(chunk);
  });
  if (run.stallSeconds > 0) {
    const watcher = currentWatcher();
    watched.stopWatching = watchForStall({
      stallSeconds: run.stallSeconds,
      hasMoved: hasMovedSince(child, () => outputBytes),
      onLook: (stillSeconds) => watcher?.look({ purpose: run.purpose, stillSeconds }) ?? false,
      onStall: () => {
        watched.hasStalled = true;
        stop();
      },
    });
  }
  return watched;
}

/**
 * Hands over one piece of output after another, each when the one before was taken. The pipe is paused meanwhile, but Node
 * lets it flow as soon as the program has ended: what comes then waits here.
 */
function inTurn(child: ChildProcess, take: ProcessRun['onOutput'], fail: (error: unknown) => void) {
  const waiting: Buffer[] = [];
  let taking: Promise<void> | undefined;
  const give = (chunk: Buffer): void => {
    if (taking) return void waiting.push(chunk);
    try {
      const answer = take?.(chunk);
      if (!(answer instanceof Promise)) return;
      child.stdout?.pause();
      taking = answer.then(goOn, fail);
    } catch (error) {
      fail(error);
    }
  };
  const goOn = (): void => {
    taking = undefined;
    while (!taking && waiting.length > 0) give(waiting.shift()!);
    if (!taking) child.stdout?.resume();
  };
  const taken = async (): Promise<void> => {
    for (let last = taking; last; last = taking === last ? undefined : taking) await last;
  };
  return { give, taken };
}

function hasMovedSince(child: ChildProcess, outputBytes: () => number): () => boolean {
  let seen = '';
  return () => {
    const { stdin, stdout } = child;
    // What it says is not being taken.
    if (stdout?.isPaused() && !stdout.destroyed && outputBytes() > 0) return true;
    // All that it was given is eaten: it waits for us, not we for it.
    if (stdin && !stdin.writableEnded && !stdin.destroyed && stdin.writableLength === 0) return true;
    const now = `${outputBytes()} ${stdin ? stdin.writableLength : 0}`;
    const hasMoved = now !== seen;
    seen = now;
    return hasMoved;
  };
}

function ended(child: ChildProcess): Promise<Pick<ProcessEnd, 'exitCode' | 'exitSignal' | 'spawnError'>> {
  return new Promise((resolve) => {
    child.once('error', (spawnError: NodeJS.ErrnoException) =>
      resolve({ exitCode: null, exitSignal: null, spawnError }),
    );
    child.once('close', (exitCode, exitSignal) => resolve({ exitCode, exitSignal }));
  });
}

async function feedInput(child: ChildProcess, run: ProcessRun, watched: Watched, stop: () => void): Promise<void> {
  const { stdin } = child;
  if (!run.feed || !stdin) return;
  // Without a listener the broken pipe of a program that ended early would end ours.
  stdin.on('error', () => {});
  try {
    await run.feed(stdin);
    stdin.end();
  } catch (error) {
    stdin.destroy();
    // It has ended or is about to, and will say why itself.
    if (isBrokenPipe(error)) return;
    watched.ownError ??= asError(error);
    stop();
  }
}

const isBrokenPipe = (error: unknown): boolean =>
  [
    'EPIPE',
    'ECONNRESET',
    'EOF',
    'ERR_STREAM_DESTROYED',
    'ERR_STREAM_WRITE_AFTER_END',
    'ERR_STREAM_PREMATURE_CLOSE',
  ].includes((error as NodeJS.ErrnoException | undefined)?.code ?? '');

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

import { orAborted } from '../runtime/or-aborted.ts';
import { currentWatcher } from '../runtime/watched-work.ts';
import type { Ffmpeg, FfmpegCapabilities, FfmpegRecord, FfmpegResult, FfmpegRun, MediaProbe } from './ffmpeg.ts';
import { askCapabilities } from './capabilities.ts';
import { commandLine } from './command-line.ts';
import { ffmpegFailure } from './failure.ts';
import { findFfmpeg, findFfprobe } from './find-binaries.ts';
import { guardOfPlatform, startSupervisor, type OrphanGuard } from './orphan-guard.ts';
import { probeArgs, readProbe } from './probe.ts';
import { progressReader } from './progress.ts';
import { requireTamedArgs } from './require-tamed-args.ts';
import { endAsSimulated, type SimulatedEnd } from './simulated-end.ts';
import { createSlots } from './slots.ts';
import { runProcess, type ProcessEnd, type ProcessRun } from './run-process.ts';

interface FfmpegOptions {
  /** The user's choice; empty or absent means look for one. */
  explicitPath?: () => string | undefined;
  /** Where running children are written down, see `reapOrphans`. */
  recordFolder: string;
  log?: (record: FfmpegRecord) => void;
  /** After so long without any progress it is ended with `Stalled:{purpose}`. */
  stallSeconds?: number;
  /** How children end with this process; absent: as this platform does it. */
  guard?: OrphanGuard;
  /** What happens in the place of the next one, where failures are simulated. */
  simulate?: (purpose: string) => SimulatedEnd | undefined;
  /** How many may run at once; absent: any number. */
  atOnce?: () => number;
}

const neverAborted = new AbortController().signal;
/** On a cold disk, or looked through by a virus scanner, a first start takes seconds. */
const patientSeconds = 10;
const quiet = ['-hide_banner', '-nostdin', '-y'] as const;

type LoggedRun = (run: Omit<ProcessRun, 'recordFolder' | 'guard' | 'stallSeconds'>) => Promise<ProcessEnd>;

export function createFfmpeg(options: FfmpegOptions): Ffmpeg {
  const { recordFolder, guard = guardOfPlatform, stallSeconds = 120, log = () => {} } = options;
  const children = { recordFolder, guard };
  const runLogged = loggedRun({ ...children, stallSeconds }, log);
  const slots = createSlots(options.atOnce ?? (() => Infinity));
  let known: Promise<FfmpegCapabilities> | undefined;
  let foundPath: Promise<string> | undefined;

  const path = () =>
    (foundPath ??= keptUnlessFailed(findFfmpeg(options.explicitPath?.()), () => (foundPath = undefined)));

  return {
    async capabilities(signal = neverAborted, answerSeconds = patientSeconds) {
      // Not bound to one caller's signal: others may wait for the same answer.
      const answer = (known ??= keptUnlessFailed(
        path().then((found) => askCapabilities(found, children, answerSeconds)),
        () => (known = undefined),
      ));
      return orAborted(signal, () => answer);
    },
    forget() {
      known = undefined;
      foundPath = undefined;
    },
    async run(run) {
      requireTamedArgs(run.args);
      const found = await path();
      return slots.use(run.signal, async () => {
        await endAsSimulated(options.simulate?.(run.purpose), run, stallSeconds);
        return runFfmpeg(found, run, runLogged);
      });
    },
    withSlot: (signal, work) =>
      slots.use(signal, async () => {
        const purpose = 'segment';
        await endAsSimulated(options.simulate?.(purpose), { purpose, signal }, stallSeconds);
        return work();
      }),
    probe: async (file, signal) => probe(await path(), file, signal, runLogged),
    async forWorkers() {
      const found = await path();
      if (guard === 'supervisor') startSupervisor(recordFolder);
      return { path: found, ...children, stallSeconds, isWatched: currentWatcher() !== undefined };
    },
    log,
  };
}

function loggedRun(
  common: Pick<ProcessRun, 'recordFolder' | 'guard' | 'stallSeconds'>,
  log: (record: FfmpegRecord) => void,
): LoggedRun {
  return async (run) => {
    const end = await runProcess({ ...run, ...common });
    const isFine = end.exitCode === 0 && !end.ownError && !end.hasStalled;
    log(toRecord(run, end, isFine));
    if (isFine) return end;
    if (end.ownError) throw end.ownError;
    throw ffmpegFailure(run, end);
  };
}

async function runFfmpeg(path: string, run: FfmpegRun, runLogged: LoggedRun): Promise<FfmpegResult> {
  const { onOutput, purpose, cwd, signal, feed } = run;
  // Progress travels on standard output too, so it is read wherever nobody else wants that: it also shows life.
  const progress = onOutput ? [] : ['-progress', 'pipe:1', '-nostats'];
  const end = await runLogged({
    command: path,
    args: [...quiet, ...progress, ...run.args],
    purpose,
    cwd,
    signal,
    feed,
    onOutput: onOutput ?? progressReader((block) => run.onProgress?.(block)),
  });
  return { stderr: end.stderr, seconds: end.seconds };
}

async function probe(path: string, file: string, signal: AbortSignal, runLogged: LoggedRun): Promise<MediaProbe> {
  const chunks: Buffer[] = [];
  await runLogged({
    command: await findFfprobe(path),
    args: probeArgs(file),
    purpose: 'probe',
    signal,
    onOutput: (chunk) => chunks.push(chunk),
  });
  return readProbe(Buffer.concat(chunks).toString('utf8'), file);
}

function toRecord(
  run: Pick<ProcessRun, 'command' | 'args' | 'purpose'>,
  end: ProcessEnd,
  isFine: boolean,
): FfmpegRecord {
  return {
    purpose: run.purpose,
    command: commandLine(run.command, run.args),
    exitCode: end.exitCode,
    ...(end.exitSignal && { exitSignal: end.exitSignal }),
    seconds: Number(end.seconds.toFixed(3)),
    ...(!isFine && { errorOutput: end.stderr.slice(-4000) }),
  };
}

/** A failed search is not remembered: the next one may find what was put there meanwhile. */
function keptUnlessFailed<T>(promise: Promise<T>, forget: () => void): Promise<T> {
  promise.catch(forget);
  return promise;
}

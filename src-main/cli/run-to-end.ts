import type { Command } from 'commander';
import { StudioError } from '../../src-shared/failure.ts';
import type { Job } from '../../src-shared/job.ts';
import type { Studio } from '../studio.ts';
import type { CommandFrame } from './command-frame.ts';
import { obeySignals } from './obey-signals.ts';
import { showProgress } from './show-progress.ts';
import { printable } from './terminal.ts';

/** Shows a job's progress until it has ended, then answers with what came of it. Ctrl+C cancels the job. */
export async function runToEnd(
  frame: CommandFrame,
  command: Command,
  studio: Studio,
  job: Job,
  sinceSeq?: number,
): Promise<void> {
  frame.jobId = job.jobId;
  const startMs = performance.now();
  const signals = obeySignals(frame, studio, () => studio.jobs.cancel(job.jobId));
  const stopShowing = new AbortController();
  const shown = showProgress(studio.jobs.watch(job.jobId, sinceSeq, stopShowing.signal), frame.terminal);
  try {
    const ended = await studio.jobs.whenEnded(job.jobId);
    await shown;
    answerEnded(frame, command, ended, (performance.now() - startMs) / 1000);
  } catch (error) {
    throw signals.isStopping() ? stopped() : error;
  } finally {
    stopShowing.abort();
    signals.release();
  }
}

const stopped = (): StudioError =>
  new StudioError('Conflict:Interrupted', {
    message: 'The job was stopped.',
    remediation: 'Go on with “aura jobs resume” and its ID.',
  });

function answerEnded(frame: CommandFrame, command: Command, job: Job, seconds: number): void {
  const { jobId, correlationId, status, output, degradations, warnings } = job;
  if (status !== 'Succeeded' || !output) throw failureOf(job);
  const { chapters: _chapters, sha256: _sha256, ...figures } = output;
  const data = {
    jobId,
    status,
    output: figures,
    degradations,
    warnings,
    seconds: Math.round(seconds * 10) / 10,
    correlationId,
  };
  frame.answer(command, data, () =>
    [
      printable(output.videoPath),
      `${output.durationSeconds.toFixed(1)} s, ${output.width} × ${output.height}, ${(output.sizeBytes / 1e6).toFixed(1)} MB, made in ${seconds.toFixed(0)} s`,
      ...warnings.map((warning) => `Note: ${printable(warning)}`),
    ].join('\n'),
  );
}

function failureOf({ status, errors, correlationId }: Job): StudioError {
  const error = errors.at(-1);
  if (status !== 'Failed' || !error) {
    return new StudioError(`Conflict:${status}`, {
      message: `The job was ${status.toLowerCase()}.`,
      remediation: 'Start it again with “aura jobs retry” and its ID.',
      correlationId,
    });
  }
  const { code, details, ...told } = error;
  return new StudioError(code as StudioError['code'], { ...told, ...(details && { details }) });
}

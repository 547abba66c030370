import { constants } from 'node:os';
import type { CommandOfJob } from '../../../jobs/job-telemetry.ts';
import type { Collector } from '../collector.ts';

export const ffmpegCommands: Collector = {
  fileName: 'ffmpeg-commands.json',
  purpose: 'Every FFmpeg command of the job, with its exit code, its time, and its last words when it failed.',
  collect({ job, commands }) {
    const run = commands();
    if (run.length === 0) return { omitted: 'FFmpeg was not started in this job.' };
    return {
      json: {
        ffmpegCommands: run.map(({ exitCode, exitSignal, errorOutput, step, ...command }) => ({
          ...command,
          jobCorrelationId: job.correlationId,
          exitCode: exitCode ?? codeOfSignal(exitSignal),
          ...(exitSignal !== undefined && { exitSignal }),
          ...(errorOutput !== undefined && { errorOutput }),
          ...(step !== undefined && { stage: step }),
        })),
      },
    };
  },
};

/** As a shell has it: 128 and the signal's number, or 127 for what could not be started. */
const codeOfSignal = (signal: CommandOfJob['exitSignal']): number =>
  signal === undefined ? 127 : 128 + (constants.signals[signal as NodeJS.Signals] ?? 0);

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Brief } from '../../../src-shared/brief.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import type { Job, JobId } from '../../../src-shared/job.ts';
import { jobWorkspace } from '../../pipeline/job-workspace.ts';
import { callsOfJob } from '../../resilience/call-ledger.ts';
import type { BundleSubject, DiagnosticsParts } from './bundle-subject.ts';
import { logWindowOf } from './job-log.ts';

/** Throws `InvalidInput:jobId` for what cannot be an ID, `NotFound:job` for what is none. */
export async function subjectOf(jobId: string, parts: DiagnosticsParts): Promise<BundleSubject> {
  if (!/^[\w-]{1,64}$/.test(jobId)) {
    throw new StudioError('InvalidInput:jobId', {
      message: 'That is no job ID.',
      remediation: 'Copy it from the list of jobs.',
    });
  }
  const { telemetry, journal, database, dataFolder } = parts;
  const createdAt = parts.now?.() ?? new Date();
  const { job, isLost } = await findJob(jobId, parts);
  const known = <T>(rows: T[]): T[] => (isLost && rows.length === 0 ? tellLoss() : rows);
  return {
    job,
    isLost,
    createdAt,
    dataFolder,
    logFolder: join(dataFolder, 'logs'),
    logWindow: logWindowOf(job, createdAt),
    ffmpeg: parts.ffmpeg,
    settings: parts.settings(),
    commands: () => known(telemetry.commandsOf(jobId)),
    decisions: () => known(telemetry.decisionsOf(jobId)),
    calls: () => known(callsOfJob(database, jobId)),
    events: () => journal.story(jobId),
    salt: () => String((database.prepare('SELECT salt FROM installation').get() as { salt: unknown }).salt),
  };
}

/** A damaged database may have lost the job; its folder and the log still tell something of it. */
async function findJob(jobId: JobId, { store, dataFolder }: DiagnosticsParts): Promise<{ job: Job; isLost: boolean }> {
  try {
    return { job: store.get(jobId), isLost: false };
  } catch (error) {
    const folder = await stat(jobWorkspace(dataFolder, jobId).root).catch(() => undefined);
    if (!folder) throw error;
    return { job: lostJob(jobId, folder.birthtime, String(error)), isLost: true };
  }
}

/** That nothing was chosen or run is not known when the database that would know was damaged. */
function tellLoss(): never {
  throw new Error('the database has lost what it knew of this job.');
}

const lostJob = (jobId: JobId, createdAt: Date, reason: string): Job => ({
  jobId,
  title: 'A job that the database has lost',
  status: 'Interrupted',
  correlationId: 'unknown',
  brief: Brief.parse({ topic: 'unknown' }),
  render: {},
  steps: [],
  percent: 0,
  isFinalizing: false,
  warnings: [`The database could not give this job: ${reason} What follows comes from its folder and the log.`],
  errors: [],
  degradations: [],
  createdUtc: createdAt.toISOString(),
  canResume: false,
});

import { join } from 'node:path';
import type { TraceLine } from '../../src-shared/diagnostics.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { Job } from '../../src-shared/job.ts';
import type { JobEvent } from '../../src-shared/job-events.ts';
import { readLog, type LogRecord } from '../logging/read-log.ts';
import type { DiagnosticsParts } from './bundle/bundle-subject.ts';

const mostLogLines = 5000;
/** They say again what the database has told already. */
const toldElsewhere = new Set(['FFmpeg', 'Provider chosen', 'Step started', 'Step succeeded']);

export async function traceOf(correlationId: string, parts: DiagnosticsParts): Promise<TraceLine[]> {
  await parts.flushLog();
  const job = parts.store
    .list()
    .find((each) => [each, ...each.steps].some((holder) => holder.correlationId === correlationId));
  const lines = [
    ...(job ? linesOfJob(job, correlationId, parts) : []),
    ...(await linesOfLog(correlationId, job, parts)),
  ];
  if (lines.length === 0) {
    throw new StudioError('NotFound:correlation ID', {
      remediation: 'Copy it from an error, or from “aura jobs show”. Log lines are kept for some days only.',
    });
  }
  return lines.sort((one, other) => (one.timestamp < other.timestamp ? -1 : Number(one.timestamp > other.timestamp)));
}

/** The job's own ID stands for all of it, that of a step for the step. */
const coveredBy = (job: Job, correlationId: string) => (line: { correlationId: string }) =>
  correlationId === job.correlationId || line.correlationId === correlationId;

function linesOfJob(job: Job, correlationId: string, { journal, telemetry }: DiagnosticsParts): TraceLine[] {
  const created: TraceLine = {
    timestamp: job.createdUtc,
    source: 'job',
    correlationId: job.correlationId,
    text: `Asked for: ${job.title} (${job.jobId})`,
  };
  const commands = telemetry.commandsOf(job.jobId).map((command): TraceLine => {
    const { timestamp, step, purpose, exitCode, exitSignal, durationSeconds } = command;
    const end = exitSignal ?? (exitCode === null ? 'not started' : `exit code ${exitCode}`);
    const text = `${purpose}: ${end}, ${durationSeconds.toFixed(2)} s`;
    return { timestamp, source: 'ffmpeg', correlationId: command.correlationId, step, text };
  });
  const decisions = telemetry
    .decisionsOf(job.jobId)
    .map(({ timestamp, correlationId: id, step, decision }): TraceLine => ({
      timestamp,
      source: 'decision',
      correlationId: id,
      step,
      text: `${decision.provider}, ${decision.selectedModel}: ${decision.reason}`,
    }));
  const events = journal.story(job.jobId).map(lineOfEvent);
  return [created, ...events, ...decisions, ...commands].filter(coveredBy(job, correlationId));
}

function lineOfEvent(event: JobEvent): TraceLine {
  const { timestamp, correlationId } = event;
  const step = 'step' in event ? event.step : undefined;
  const source = event.kind.startsWith('step-') ? 'step' : 'job';
  return { timestamp, source, correlationId, step, text: textOfEvent(event) };
}

function textOfEvent(event: JobEvent): string {
  switch (event.kind) {
    case 'job-status':
      return `${event.status}, ${Math.floor(event.percent)} %`;
    case 'step-status':
      return [event.status, event.durationMs !== undefined && `${event.durationMs} ms`, event.skippedReason]
        .filter(Boolean)
        .join(', ');
    case 'step-error':
    case 'job-failed':
      return `${event.error.code}: ${event.error.message}`;
    case 'job-warning':
    case 'job-log':
      return event.message;
    case 'job-completed':
      return `Finished: ${event.output.videoPath}`;
    case 'job-canceled':
      return 'Canceled';
    case 'step-progress':
      return `${event.progressPct} %`;
  }
}

/** Without a job it may be a call from the window that made none: then the log is all there is. */
async function linesOfLog(correlationId: string, job: Job | undefined, { dataFolder }: DiagnosticsParts) {
  const lines: TraceLine[] = [];
  const isWholeJob = job?.correlationId === correlationId;
  const belongs = (record: LogRecord) =>
    record.correlationId === correlationId || (isWholeJob && record.jobId === job.jobId);
  for await (const record of readLog(join(dataFolder, 'logs'), job ? { from: job.createdUtc } : {})) {
    if (!belongs(record) || (job && toldElsewhere.has(record.message))) continue;
    if (lines.length >= mostLogLines) break;
    const { timestamp, step, message } = record;
    lines.push({ timestamp, source: 'log', correlationId: record.correlationId ?? correlationId, step, text: message });
  }
  return lines;
}

import type { Job } from '../../../src-shared/job.ts';
import type { LogRecord } from '../../logging/read-log.ts';
import { readLog } from '../../logging/read-log.ts';
import type { LogPosition } from '../../logging/tail-log.ts';

/** All lines between these moments belong to the story, and those of the job whenever they were written. */
export interface LogWindow {
  from: string;
  to: string;
}

export interface JobLog {
  records: LogRecord[];
  /** What was not read, and why. */
  notes: string[];
  /** How far the newest file was read. */
  end: LogPosition | undefined;
}

const minutesAround = 5;
/** As text, before compression. The lines nearest to the end are kept. */
const mostCharacters = 4_000_000;

/** Five minutes to each side of the failure; of a job without one, of its end, or of now. */
export function logWindowOf(job: Job, now: Date): LogWindow {
  const failed = job.steps.find(({ status }) => status === 'Failed')?.completedAt;
  const middleMs = Date.parse(failed ?? job.endedUtc ?? now.toISOString());
  return { from: moment(middleMs - minutesAround * 60_000), to: moment(middleMs + minutesAround * 60_000) };
}

export async function readJobLog(job: Job, folder: string, window: LogWindow): Promise<JobLog> {
  const notes: string[] = [];
  let end: LogPosition | undefined;
  let kept: { record: LogRecord; length: number }[] = [];
  let [characters, firstKept, isCut] = [0, 0, false];
  const isOfJob = belongsTo(job);
  const from = [window.from, job.createdUtc].sort()[0]!;
  const onNewest = (name: string, bytes: number): void => void (end = { name, bytes });
  for await (const record of readLog(folder, { from, to: window.to, onGap: (note) => notes.push(note), onNewest })) {
    const isInWindow = record.timestamp >= window.from && record.timestamp <= window.to;
    if (!isInWindow && !isOfJob(record)) continue;
    const { length } = logText(record);
    kept.push({ record, length });
    characters += length;
    while (characters > mostCharacters) characters -= kept[firstKept++]!.length;
    isCut ||= firstKept > 0;
    if (firstKept > 1000) [kept, firstKept] = [kept.slice(firstKept), 0];
  }
  if (isCut) notes.push('Older lines were left out: the log is very long.');
  return { records: kept.slice(firstKept).map(({ record }) => record), notes, end };
}

function belongsTo(job: Job): (record: LogRecord) => boolean {
  const ids = new Set([job.correlationId, ...job.steps.map(({ correlationId }) => correlationId)]);
  return ({ jobId, correlationId }) => jobId === job.jobId || (correlationId !== undefined && ids.has(correlationId));
}

/** A record as one line, whatever its text holds. */
export function logText({ timestamp, level, correlationId, step, message, data }: LogRecord): string {
  const where = `[${correlationId ?? '-'}]${step === undefined ? '' : ` ${step}:`}`;
  const more = data === undefined ? '' : ` ${JSON.stringify(data)}`;
  return onOneLine(`${timestamp} ${level.toUpperCase().padEnd(5)} ${where} ${message}${more}`);
}

const onOneLine = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (sign) =>
    sign === '\n' ? '\\n' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const moment = (ms: number): string => new Date(ms).toISOString();

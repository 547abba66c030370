import type { LogRecord } from '../../../logging/read-log.ts';
import type { Collector } from '../collector.ts';
import { logText, readJobLog, type JobLog, type LogWindow } from '../job-log.ts';

const mostInManifest = 200;
const longestException = 4000;

export const logs: Collector = {
  fileName: 'logs-redacted.txt',
  purpose: 'What the studio wrote down around the failure, and everything it wrote about this job.',
  async collect({ job, logFolder, logWindow }) {
    const log = await readJobLog(job, logFolder, logWindow);
    const window = { ...logWindow, notes: log.notes };
    if (log.records.length === 0) {
      return { omitted: ['No log lines of this job were found.', ...log.notes].join(' ') };
    }
    return { text: textOf(log, logWindow), sections: { logs: worthReading(log.records), logWindow: window } };
  },
};

function textOf({ records, notes }: JobLog, window: LogWindow): string {
  return [...headOf(notes, window), ...records.map(logText), ''].join('\n');
}

const headOf = (notes: readonly string[], { from, to }: LogWindow): string[] => [
  `# All lines between ${from} and ${to}, and those of this job from any time.`,
  ...notes.map((note) => `# ${note}`),
];

/** The line of `logs-redacted.txt`, from 1, where the record with this index stands. */
export const lineNumberOf = (index: number, { notes }: JobLog): number => index + 2 + notes.length;

const worthReading = (records: readonly LogRecord[]): unknown[] =>
  records
    .filter(({ level }) => level === 'warn' || level === 'error')
    .slice(-mostInManifest)
    .map(({ timestamp, level, message, correlationId, data }) => {
      const exception = stackIn(data);
      return {
        timestamp,
        level,
        message,
        ...(correlationId !== undefined && { correlationId }),
        ...(exception !== undefined && { exception }),
      };
    });

function stackIn(data: LogRecord['data']): string | undefined {
  for (const value of Object.values(data ?? {})) {
    const stack = typeof value === 'object' && value !== null && 'stack' in value ? value.stack : undefined;
    if (typeof stack === 'string') return stack.slice(0, longestException);
  }
  return undefined;
}

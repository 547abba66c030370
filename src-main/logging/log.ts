import { logLevels, type LogLevel } from '../../src-shared/log.ts';
import { currentCorrelation } from './correlation.ts';
import { LogFile } from './log-file.ts';

let file: LogFile | undefined;
let leastLevel: LogLevel = 'info';
let redact: Redaction = (record) => record;

/** What takes the secrets out of a record; gets and gives plain JSON data. */
type Redaction = (record: unknown) => unknown;

/** From here on records go to `folder`/aura-YYYY-MM-DD.log. What is logged while no file is open is dropped. */
export function openLog(options: { folder: string; level?: LogLevel; redact?: Redaction }): {
  flush(): Promise<void>;
  close(): Promise<void>;
} {
  const opened = new LogFile({ folder: options.folder });
  file = opened;
  leastLevel = options.level ?? 'info';
  redact = options.redact ?? ((record) => record);
  return {
    flush: () => opened.flush(),
    async close() {
      if (file === opened) file = undefined;
      await opened.flush();
    },
  };
}

/** Logging costs a line in memory; it never waits for the disk and never throws. */
export const log = {
  debug: (message: string, data?: Record<string, unknown>) => write('debug', message, data),
  info: (message: string, data?: Record<string, unknown>) => write('info', message, data),
  warn: (message: string, data?: Record<string, unknown>) => write('warn', message, data),
  error: (message: string, data?: Record<string, unknown>) => write('error', message, data),
};

function write(level: LogLevel, message: string, data: Record<string, unknown> | undefined): void {
  if (!file || logLevels.indexOf(level) < logLevels.indexOf(leastLevel)) return;
  const timestamp = new Date().toISOString();
  const where = { timestamp, level, ...currentCorrelation() };
  file.append(redactedLine({ ...where, message, ...(data && { data }) }) ?? logLine({ ...where, message: unreadable }));
}

const unreadable = 'A record was left out: it could not be made safe to keep.';

/** Secrets never reach the disk; a record that cannot be redacted does not either. */
function redactedLine(record: Record<string, unknown>): string | undefined {
  try {
    return logLine(redact(JSON.parse(asJson(record))) as Record<string, unknown>);
  } catch {
    return undefined;
  }
}

/** One record, one line, whatever the text holds: the only place where a record becomes what is written. */
export function logLine(record: Record<string, unknown>): string {
  return `${escapeControls(asJson(record))}\n`;
}

function asJson(record: Record<string, unknown>): string {
  try {
    return JSON.stringify(record, plainValue);
  } catch {
    // A circle or a getter that throws: the message still counts.
    return JSON.stringify({ ...record, data: 'not representable as JSON' });
  }
}

function plainValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack };
  return value;
}

/** JSON escapes C0 itself; DEL, C1 and the two line separators can still steer a terminal or break a line. */
const escapeControls = (json: string): string =>
  json.replace(/[\u007f-\u009f\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

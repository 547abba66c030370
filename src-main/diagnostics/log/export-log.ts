import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LogFilter } from '../../../src-shared/log.ts';
import { recordFilter } from '../../logging/log-filter.ts';
import { readLog, type LogRecord } from '../../logging/read-log.ts';
import { createFullRedactor } from '../../redaction/full-redactor.ts';
import { writeWholeFile } from '../../storage/atomic-file.ts';
import { subjectOf } from '../bundle/bundle-of-job.ts';
import type { DiagnosticsParts } from '../bundle/bundle-subject.ts';
import { logText, readJobLog } from '../bundle/job-log.ts';

/** Writes what the filter lets through as lines of text, redacted once more, as a stream: a log may be long. */
export async function exportLog(filter: LogFilter, targetPath: string, parts: DiagnosticsParts): Promise<void> {
  await parts.flushLog();
  const lines = Readable.from(textLines(filter, parts));
  await writeWholeFile(targetPath, (temporary) =>
    pipeline(lines, createFullRedactor(parts.knownSecrets).redactStream(), createWriteStream(temporary)),
  );
}

async function* textLines(filter: LogFilter, parts: DiagnosticsParts): AsyncGenerator<string> {
  const isWanted = recordFilter(filter);
  for await (const record of recordsFor(filter, parts)) if (isWanted(record)) yield `${logText(record)}\n`;
}

async function* recordsFor({ bundleOf, from }: LogFilter, parts: DiagnosticsParts): AsyncGenerator<LogRecord> {
  if (bundleOf === undefined) {
    yield* readLog(join(parts.dataFolder, 'logs'), from === undefined ? {} : { from });
    return;
  }
  const { job, logFolder, logWindow } = await subjectOf(bundleOf, parts);
  yield* (await readJobLog(job, logFolder, logWindow)).records;
}

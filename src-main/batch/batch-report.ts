import type { BatchDetail, BatchRow, ReportFormat } from '../../src-shared/batch.ts';

/** What came of a batch, for a table, a page or a program. */
export function batchReport(detail: BatchDetail, format: ReportFormat): string {
  if (format === 'json') return `${JSON.stringify(asData(detail), undefined, 2)}\n`;
  return format === 'csv' ? asCsv(detail) : asMarkdown(detail);
}

function asData({ batch, rows }: BatchDetail) {
  const { batchId, name, status, outputFolder, counts, startedUtc, endedUtc } = batch;
  return { batchId, name, status, outputFolder, startedUtc, endedUtc, ...counts, rows: rows.map(rowData) };
}

const rowData = ({ row, title, status, jobId, output, tookSeconds, error }: BatchRow) => ({
  row,
  title,
  status,
  jobId,
  videoPath: output?.videoPath,
  durationSeconds: output?.durationSeconds,
  sizeBytes: output?.sizeBytes,
  tookSeconds,
  code: error?.code,
  field: fieldOf(error),
  reason: error?.message,
  remediation: error?.remediation,
});

/** Of the row’s file; a film that failed later has none. */
const fieldOf = (error: BatchRow['error']): string | undefined => {
  const field = error?.details?.['field'];
  return typeof field === 'string' ? field : undefined;
};

const columns = [
  'row',
  'title',
  'status',
  'videoPath',
  'durationSeconds',
  'sizeBytes',
  'tookSeconds',
  'code',
  'field',
  'reason',
  'remediation',
  'jobId',
] as const;

/** With the byte order mark that spreadsheets need to read it as UTF-8. */
function asCsv({ rows }: BatchDetail): string {
  const lines = rows.map((row) => {
    const data = rowData(row);
    return columns.map((column) => cellOf(data[column])).join(',');
  });
  return `\uFEFF${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

/** A spreadsheet runs what begins like a formula: https://owasp.org/www-community/attacks/CSV_Injection */
function cellOf(value: string | number | undefined): string {
  const text = typeof value === 'string' ? value.replace(/^(?=[=+\-@\t\r])/, "'") : String(value ?? '');
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asMarkdown({ batch, rows }: BatchDetail): string {
  const { total, succeeded, failed, canceled } = batch.counts;
  const lines = rows.map(({ row, title, status, output, tookSeconds, error }) =>
    [
      row,
      inTable(title),
      status,
      inTable(output?.videoPath ?? ''),
      tookSeconds === undefined ? '' : `${tookSeconds.toFixed(0)} s`,
      error ? `${inTable(error.message)} (${inTable(error.code)})` : '',
    ].join(' | '),
  );
  return [
    `# ${inTable(batch.name)}`,
    '',
    `${succeeded} of ${total} films were made; ${failed} failed, ${canceled} were canceled. They lie in ${inTable(batch.outputFolder)}.`,
    '',
    '| Row | Title | State | Film | Took | Reason |',
    '| --: | --- | --- | --- | --: | --- |',
    ...lines.map((line) => `| ${line} |`),
    '',
  ].join('\n');
}

/** What a user wrote stays text: no new cell, no link, no tag. */
const inTable = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');

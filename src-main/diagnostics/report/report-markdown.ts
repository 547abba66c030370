import type { OperationTimes, Report } from '../../../src-shared/report.ts';

/** The report for people. */
export function reportMarkdown(report: Report): string {
  const { system, resources } = report;
  return [
    `# Aura Video Studio, ${report.createdAt}`,
    '',
    '## System',
    '',
    ...table(
      ['', ''],
      Object.entries(system).map(([name, value]) => [name, String(value)]),
    ),
    '',
    '## Providers',
    '',
    ...orNone(
      report.providers,
      ['Provider', 'Kind', 'Chosen', 'Calls', 'Failures', 'Breaker', 'Last error'],
      (each) => [
        each.name,
        each.kind,
        String(each.chosen),
        String(each.calls),
        String(each.failures),
        each.circuitState ?? '',
        each.lastError ?? '',
      ],
    ),
    '',
    '## Recent errors',
    '',
    ...orNone(report.recentErrors, ['Count', 'What', 'Last', 'Correlation ID'], (each) => [
      String(each.count),
      each.signature,
      each.lastAt,
      each.correlationId ?? '',
    ]),
    '',
    '## Performance',
    '',
    ...orNone(report.performance, ['Operation', 'Count', 'p50', 'p95', 'p99', 'Slowest'], performanceRow),
    '',
    '## Resources',
    '',
    ...table(
      ['', ''],
      [
        ['free disk', megabytes(resources.freeDiskBytes)],
        ['free memory', megabytes(resources.freeMemoryBytes)],
        ['this process', megabytes(resources.processBytes)],
        ['load', resources.loadAverage.map((load) => load.toFixed(2)).join(', ')],
        ...Object.entries(resources.dataFolderBytes).map(([name, bytes]) => [`data folder: ${name}`, megabytes(bytes)]),
        ...Object.entries(resources.jobs).map(([status, number]) => [`jobs ${status}`, String(number)]),
      ],
    ),
    '',
  ].join('\n');
}

const performanceRow = ({ kind, operation, count, p50Ms, p95Ms, p99Ms, slowestMs }: OperationTimes): string[] => [
  `${kind} ${operation}`,
  String(count),
  ...[p50Ms, p95Ms, p99Ms, slowestMs].map((ms) => `${ms} ms`),
];

const megabytes = (bytes: number | null): string => (bytes === null ? 'unknown' : `${(bytes / 1e6).toFixed(1)} MB`);

const orNone = <Row>(rows: readonly Row[], heads: string[], cells: (row: Row) => string[]): string[] =>
  rows.length === 0 ? ['None.'] : table(heads, rows.map(cells));

function table(heads: string[], rows: string[][]): string[] {
  const line = (cells: string[]): string => `| ${cells.map(inCell).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}

/** A bar or a line break in a message must not break the table. */
const inCell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');

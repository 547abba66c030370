import { CsvError, parse } from 'csv-parse/sync';
import { mostBatchRows } from '../../../src-shared/batch.ts';
import { refusedSource } from './refusals.ts';

export interface CsvLine {
  cells: string[];
  /** Of the line in the file on which it ends, from 1. */
  line: number;
  /** A cell begins with a quote that was kept as a letter: the quotes round here do not match. */
  isSuspicious: boolean;
}

/** After these nobody knows where a row begins. */
const hopeless = new Set<string>(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']);

const delimiters = [',', ';', '\t'];

/**
 * The lines of a table, of which those with nothing in them are left out; one more than a batch takes at most.
 * Throws `InvalidInput:file` with the line where a quote is never closed or closed in the middle.
 */
export function parseCsv(text: string): CsvLine[] {
  const delimiter = sniffDelimiter(text);
  try {
    return linesOf(text, delimiter, false);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (hopeless.has(error.code)) throw brokenQuote(error);
  }
  // “He said "hi"” without quotes round it is against RFC 4180 and still says clearly what it means.
  try {
    return linesOf(text, delimiter, true);
  } catch (error) {
    throw error instanceof CsvError ? brokenQuote(error) : error;
  }
}

function linesOf(text: string, delimiter: string, isRelaxed: boolean): CsvLine[] {
  const records = parse(text, {
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: isRelaxed,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
    // The header, and one that tells that there are too many.
    to: mostBatchRows + 2,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return records
    .map(({ record, info }) => ({
      cells: record,
      line: info.lines,
      isSuspicious: isRelaxed && record.some((cell) => cell.startsWith('"')),
    }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

/** What stands between the columns: the sign that the first line has most of, outside of quotes. */
function sniffDelimiter(text: string): string {
  const firstLine = /^\uFEFF?((?:"(?:[^"]|"")*"|[^"\r\n])*)/.exec(text)?.[1] ?? '';
  const bare = firstLine.replace(/"(?:[^"]|"")*"/g, '');
  const counts = delimiters.map((sign) => bare.split(sign).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

function brokenQuote(error: CsvError): Error {
  const { lines } = error as unknown as { lines?: number };
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return refusedSource('file', `Up to line ${lines} one row is longer than a million letters.`, { line: lines });
  }
  return refusedSource(
    'file',
    `A quote near line ${lines} has no partner, so it is not clear where the rows after it begin and end.`,
    { line: lines, reason: error.code },
  );
}

import { mostBatchRows, type SourceRow } from '../../../src-shared/batch.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import { parseCsv, type CsvLine } from './parse-csv.ts';
import { readHeader } from './read-header.ts';
import { refusedSource, tooManyRows } from './refusals.ts';
import { refusedRow, valueOfCell } from './row-values.ts';

/** A row, and the file that its column “text” names. */
export type TableRow = SourceRow & { text?: string };

/** The rows of a table with a header. Throws `InvalidInput:{what}` where the file as a whole cannot be used. */
export function readCsv(text: string, name: string): TableRow[] {
  const [header, ...lines] = parseCsv(text);
  if (!header) throw refusedSource('file', `“${name}” is empty.`);
  const columns = readHeader(header.cells);
  if (lines.length === 0) throw refusedSource('file', `“${name}” has a header and no rows.`);
  if (lines.length > mostBatchRows) throw tooManyRows(name);
  return lines.map((line, index) => readRow(index + 1, line, columns));
}

function readRow(row: number, { cells, line, isSuspicious }: CsvLine, columns: (string | undefined)[]): TableRow {
  const place = `line ${line}`;
  if (isSuspicious) return refusedRow(row, place, brokenRow('Its quotes do not match.'));
  const strayIndex = cells.findIndex((cell, index) => columns[index] === undefined && cell.trim() !== '');
  if (strayIndex !== -1) {
    const why = `It has something in field ${strayIndex + 1}, for which the header has no name. Put quotes round a field that holds the sign between fields.`;
    return refusedRow(row, place, brokenRow(why));
  }
  const said = columns.flatMap((column, index) => {
    const cell = cells[index]?.trim() ?? '';
    return column === undefined || cell === '' ? [] : [[column, cell] as const];
  });
  const { text, output } = Object.fromEntries(said) as { text?: string; output?: string };
  const brief = Object.fromEntries(
    said
      .filter(([column]) => column !== 'text' && column !== 'output')
      .map(([column, cell]) => [column, valueOfCell(column, cell)]),
  );
  return { row, place, brief, ...(text !== undefined && { text }), ...(output !== undefined && { output }) };
}

const brokenRow = (message: string): StudioError => new StudioError('InvalidInput:row', { message });

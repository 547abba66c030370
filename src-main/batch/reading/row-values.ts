import { z } from 'zod';
import { Brief } from '../../../src-shared/brief.ts';
import type { SourceRow } from '../../../src-shared/batch.ts';
import type { StudioError } from '../../../src-shared/failure.ts';

const briefKeys = Object.keys(Brief.shape);
/** Everything that a row may say. */
export const columnNames: readonly string[] = [...briefKeys, 'text', 'output'];

const numberKeys = new Set(
  Object.entries(Brief.shape)
    .filter(([, schema]) => (schema instanceof z.ZodDefault ? schema.unwrap() : schema) instanceof z.ZodNumber)
    .map(([key]) => key),
);

/** A cell as the brief wants it: figures become numbers, key points a list. What does not fit stays, to be refused. */
export function valueOfCell(column: string, cell: string): unknown {
  if (numberKeys.has(column)) return /^[+-]?\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : cell;
  return column === 'keyPoints' ? listOf(cell) : cell;
}

/** One a line, or with bars between them, or as a JSON list. */
function listOf(cell: string): unknown {
  if (cell.startsWith('[')) {
    try {
      return JSON.parse(cell) as unknown;
    } catch {
      return cell;
    }
  }
  return cell
    .split(/\r?\n|\|/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A row that cannot be made, with its reason: it stays in the list, so that nothing is lost. */
export const refusedRow = (row: number, place: string, problem: StudioError): SourceRow => ({
  row,
  place,
  brief: {},
  problem: { code: problem.code, message: problem.message, remediation: problem.remediation },
});

import { StudioError } from '../../../src-shared/failure.ts';
import { mostBatchRows } from '../../../src-shared/batch.ts';

/** A file or folder of which no row can be trusted. */
export const refusedSource = (what: string, message: string, details?: Record<string, unknown>): StudioError =>
  new StudioError(`InvalidInput:${what}`, {
    message,
    remediation: 'Correct the file and open it again. Nothing was started.',
    ...(details && { details }),
  });

export const tooManyRows = (name: string, count?: number): StudioError =>
  refusedSource(
    'rows',
    `“${name}” has ${count === undefined ? 'more than' : `${count.toLocaleString('en')} rows;`} ${mostBatchRows.toLocaleString('en')}${count === undefined ? ' rows, which is the most that' : ' are the most that'} one batch takes. Split it into several files.`,
    { mostRows: mostBatchRows, ...(count !== undefined && { rows: count }) },
  );

import { isDeepStrictEqual } from 'node:util';
import type { SourceRow } from '../../src-shared/batch.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { log } from '../logging/log.ts';
import { readSource } from './reading/read-source.ts';

/**
 * The failed rows as their file has them now. A file that is gone changes nothing: what was read is kept.
 * Throws `Conflict:changed` when its rows are no longer the same ones, for then a row’s number says nothing.
 */
export async function mendedRows(
  path: string,
  known: readonly SourceRow[],
  failedRows: ReadonlySet<number>,
): Promise<SourceRow[]> {
  const fresh = await readAgain(path);
  if (!fresh) return [];
  const byPlace = new Map(fresh.rows.map((row) => [row.place, row]));
  const isFolder = known.every(({ fileName, problem }) => fileName !== undefined || problem !== undefined);
  if (!isFolder && fresh.rows.length !== known.length) throw changed(fresh.rows.length, known.length);
  return known
    .filter(({ row }) => failedRows.has(row))
    .flatMap((old) => {
      const now = isFolder ? byPlace.get(old.place) : fresh.rows[old.row - 1];
      if (!now) return [];
      const same = { ...now, row: old.row };
      return isDeepStrictEqual(same, old) ? [] : [same];
    });
}

async function readAgain(path: string): Promise<Awaited<ReturnType<typeof readSource>> | undefined> {
  try {
    return await readSource(path);
  } catch (error) {
    if (!(error instanceof StudioError) || error.code !== 'NotFound:file') throw error;
    log.warn('The file of a batch is gone; what was read of it is used', { reason: error.message });
    return undefined;
  }
}

const changed = (now: number, before: number): StudioError =>
  new StudioError('Conflict:changed', {
    message: `The file has ${now} rows now and had ${before}, so it is not clear which of them failed.`,
    remediation: 'Put the rows back as they were, or open the file again as a new batch.',
  });

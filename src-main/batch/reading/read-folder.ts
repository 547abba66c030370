import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { mostBatchRows, type SourceRow } from '../../../src-shared/batch.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import { leadsOut } from '../../storage/file-within.ts';
import { readFilmFile } from '../../jobs/read-film-file.ts';
import { refusedSource, tooManyRows } from './refusals.ts';
import { refusedRow } from './row-values.ts';

const endings = new Set(['.md', '.markdown', '.json']);
const mostLetters = 50_000_000;
const inOrder = new Intl.Collator('en', { numeric: true });

/** A row for each text and brief in the folder, in the order that file managers show; the rest is left alone. */
export async function readFolder(folder: string): Promise<{ rows: SourceRow[]; notes: string[] }> {
  const entries = await readdir(folder, { withFileTypes: true });
  // A dot before a name hides it; macOS puts such files beside each one on foreign disks.
  const shown = entries.filter((entry) => !entry.name.startsWith('.'));
  const names = shown
    .filter((entry) => !entry.isDirectory() && endings.has(extname(entry.name).toLowerCase()))
    .map((entry) => entry.name)
    .sort(inOrder.compare);
  if (names.length === 0) {
    throw refusedSource('folder', `“${basename(folder)}” holds no text (.md) and no brief (.json).`);
  }
  if (names.length > mostBatchRows) throw tooManyRows(basename(folder), names.length);
  const rows: SourceRow[] = [];
  let letters = 0;
  for (const [index, name] of names.entries()) {
    const read = await readRow(index + 1, folder, name);
    letters += read.ownText?.markdown.length ?? 0;
    if (letters > mostLetters) throw refusedSource('folder', 'The texts are longer than 50 million letters together.');
    rows.push(read);
  }
  const others = shown.length - names.length;
  return {
    rows,
    notes: others === 0 ? [] : [`${others} other ${others === 1 ? 'entry was' : 'entries were'} left alone.`],
  };
}

async function readRow(row: number, folder: string, name: string): Promise<SourceRow> {
  try {
    // A link may lead out of the folder, to what its maker only wished to hear read aloud.
    if (await leadsOut(folder, name)) throw refusedSource('text', `“${name}” is not a file in this folder.`);
    const { brief, ownText } = await readFilmFile(join(folder, name), undefined);
    const fileName = basename(name, extname(name));
    return { row, place: name, brief: { ...brief }, ...(ownText && { ownText }), fileName };
  } catch (error) {
    if (error instanceof StudioError) return refusedRow(row, name, error);
    throw error;
  }
}

import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import type { SourceRow } from '../../../src-shared/batch.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import { readFilmFile } from '../../jobs/read-film-file.ts';
import { decodeText } from '../../storage/decode-text.ts';
import { fileWithin } from '../../storage/file-within.ts';
import { readCsv, type TableRow } from './read-csv.ts';
import { readFolder } from './read-folder.ts';
import { readJson } from './read-json.ts';
import { refusedSource } from './refusals.ts';
import { refusedRow } from './row-values.ts';

export interface BatchSource {
  /** Absolute. */
  path: string;
  /** Of the file or folder. */
  name: string;
  rows: SourceRow[];
  notes: string[];
}

const mostBytes = 20_000_000;
const mostLetters = 50_000_000;
const tableEndings = new Set(['.csv', '.tsv', '.txt']);

/**
 * Reads a table (.csv), a list of briefs (.json) or a folder of texts. A row that cannot be used stays in the list with
 * its reason. Throws `InvalidInput:{what}` where no row can be trusted, and `NotFound:file`.
 */
export async function readSource(given: string): Promise<BatchSource> {
  const path = resolve(given);
  const name = basename(path);
  const found = await stat(path).catch((cause: unknown) => {
    throw new StudioError('NotFound:file', { message: `There is no file or folder “${given}”.`, cause });
  });
  if (found.isDirectory()) return { path, name, ...(await readFolder(path)) };
  // A pipe or a device could be read for ever.
  if (!found.isFile()) throw refusedSource('file', `“${name}” is not a file.`);
  const ending = extname(name).toLowerCase();
  if (ending !== '.json' && !tableEndings.has(ending)) {
    throw refusedSource('file', `“${name}” is neither a table (.csv), a list of briefs (.json) nor a folder.`);
  }
  if (found.size > mostBytes)
    throw refusedSource('file', `“${name}” is larger than 20 MB. Split it into several files.`);
  const text = decodeText(await readFile(path));
  if (text === undefined) throw refusedSource('file', `“${name}” is not a text in UTF-8 or UTF-16.`);
  const rows = ending === '.json' ? readJson(text, name) : readCsv(text, name);
  return { path, name, rows: await withTexts(rows, dirname(path)), notes: [] };
}

async function withTexts(rows: readonly TableRow[], folder: string): Promise<SourceRow[]> {
  const read: SourceRow[] = [];
  let letters = 0;
  for (const row of rows) {
    const whole = await withText(row, folder);
    letters += whole.ownText?.markdown.length ?? 0;
    if (letters > mostLetters) throw refusedSource('text', 'The texts are longer than 50 million letters together.');
    read.push(whole);
  }
  return read;
}

/** The text that a row names, which lies beside the table or below. */
async function withText({ text, ...row }: TableRow, folder: string): Promise<SourceRow> {
  if (text === undefined) return row;
  try {
    const { ownText } = await readFilmFile(await textBeside(text, folder), undefined);
    if (ownText) return { ...row, ownText };
    throw badText(`“${text}” is a brief, not a text.`);
  } catch (error) {
    // Without a topic the row is called after the file that it names.
    if (error instanceof StudioError)
      return { ...refusedRow(row.row, row.place, error), brief: { topic: text, ...row.brief } };
    throw error;
  }
}

async function textBeside(text: string, folder: string): Promise<string> {
  const found = await fileWithin(folder, text);
  if (found.kind === 'outside') throw badText(`“${text.slice(0, 200)}” is not a file in the folder of the table.`);
  if (found.kind === 'missing') throw new StudioError(`InputFileMissing:${text.slice(0, 200)}`);
  return found.path;
}

const badText = (message: string): StudioError => new StudioError('InvalidInput:text', { message });

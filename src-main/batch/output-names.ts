import { StudioError } from '../../src-shared/failure.ts';
import { filmFileName } from '../pipeline/film-file-name.ts';

interface NamedRow {
  row: number;
  /** As the row wishes it; absent: the title. */
  output?: string | undefined;
  fileName?: string | undefined;
  title: string;
}

/**
 * The name of each row's film, without ending, no two of them alike on any file system. A name that a row wishes for is
 * taken as it is or refused with `InvalidInput:output`; one from a title gets a number where it is taken.
 */
export function nameOutputs(rows: readonly NamedRow[]): Map<number, string | StudioError> {
  const names = new Map<number, string | StudioError>();
  const takenBy = new Map<string, number>();
  for (const { row, output } of rows) {
    if (output === undefined) continue;
    const name = wishedName(output);
    const rival = typeof name === 'string' ? takenBy.get(folded(name)) : undefined;
    names.set(row, rival === undefined ? name : badName(`Row ${rival} has the output “${output}” already.`));
    if (typeof name === 'string' && rival === undefined) takenBy.set(folded(name), row);
  }
  for (const { row, output, fileName, title } of rows) {
    if (output !== undefined) continue;
    const name = freeName(filmFileName(fileName ?? title), takenBy);
    takenBy.set(folded(name), row);
    names.set(row, name);
  }
  return names;
}

/** Windows and macOS tell neither case nor composed letters apart. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase();

const otherEndings = /\.(?:avi|m4v|mkv|mov|webm)$/i;

function wishedName(output: string): string | StudioError {
  const said = output.slice(0, 120);
  if (/[/\\]/.test(output)) return badName(`The output “${said}” holds a folder. It is only a file’s name.`);
  if (otherEndings.test(output)) return badName(`The output “${said}” has another ending than .mp4.`);
  const name = output.replace(/\.mp4$/i, '').normalize('NFC');
  if (name.trim() === '') return badName('The output is empty.');
  if (filmFileName(name) === name) return name;
  return badName(`“${said}” cannot be a file’s name on every computer. “${filmFileName(name)}” can.`);
}

const badName = (message: string): StudioError => new StudioError('InvalidInput:output', { message });

function freeName(name: string, takenBy: ReadonlyMap<string, number>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} (${number})`;
    if (!takenBy.has(folded(candidate))) return candidate;
  }
}

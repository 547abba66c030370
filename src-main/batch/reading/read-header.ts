import { columnNames } from './row-values.ts';
import { refusedSource } from './refusals.ts';

/**
 * Which column holds what; undefined for one without a name. Case, blanks and dashes do not matter: “Key points” is
 * `keyPoints`. Throws `InvalidInput:header`, or `InvalidInput:{column}` for one that is unknown or stands there twice.
 */
export function readHeader(cells: readonly string[]): (string | undefined)[] {
  const found = cells.map((cell) => columnNames.find((name) => plain(name) === plain(cell)));
  if (found.every((name) => name === undefined)) throw noHeader(cells);
  for (const [index, cell] of cells.entries()) {
    const name = found[index];
    if (name === undefined && cell.trim() !== '') throw unknownColumn(cell.trim());
    if (name !== undefined && found.indexOf(name) !== index) throw twice(name);
  }
  if (!found.includes('topic') && !found.includes('text')) {
    throw refusedSource(
      'header',
      'There is neither a column “topic” nor a column “text”, so no row says what to make.',
    );
  }
  return found;
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

const noHeader = (cells: readonly string[]) =>
  refusedSource(
    'header',
    `The first line must name the columns, such as “topic” or “text”. It says “${cells.join(', ').slice(0, 120)}”.`,
    { columns: columnNames },
  );

const unknownColumn = (name: string) =>
  refusedSource(name.slice(0, 100), `A column “${name.slice(0, 100)}” is not known here.`, { columns: columnNames });

const twice = (name: string) => refusedSource(name, `The column “${name}” stands there twice.`);

import { readFile, stat } from 'node:fs/promises';
import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import { StudioError } from '../../src-shared/failure.ts';
import { resolveSettingPath } from './parse-settings.ts';

const maxBytes = 1_000_000;

export interface SettingChange {
  path: string;
  /** `null` goes back to the default. */
  value: unknown;
}

/** The text of a settings file, without the byte order mark that editors on Windows put in front; undefined: no file. */
export async function readSettingsText(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    if (size <= maxBytes) return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
    throw new StudioError('InvalidInput:settings', { message: `${path} is larger than 1 MB.`, details: { size } });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Changes values in place: remarks, order and the case of the keys stay. */
export function editSettingsText(text: string, changes: readonly SettingChange[]): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  return changes.reduce((edited, { path, value }) => {
    const keys = resolveSettingPath(edited, path);
    if (value === null && !isSaid(edited, keys)) return edited;
    return applyEdits(edited, modify(edited, keys, value === null ? undefined : value, { formattingOptions }));
  }, text);
}

/** What is not there has its default already; to take it out of a section that is not there would throw. */
function isSaid(text: string, keys: readonly string[]): boolean {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  return tree !== undefined && findNodeAtLocation(tree, [...keys]) !== undefined;
}

import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { OwnText } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { decodeText } from '../storage/decode-text.ts';

const maxBytes = 800_000;
const maxCharacters = 200_000;

/** A Markdown file of the user's, with its folder, so that the pictures beside it are found. */
export async function openText(path: string): Promise<{ ownText: OwnText; fileName: string }> {
  const bytes = await readBounded(path);
  const markdown = decodeText(bytes);
  if (markdown === undefined) throw refused(path, 'is not a text in UTF-8 or UTF-16');
  if (markdown.trim() === '') throw refused(path, 'is empty');
  if (markdown.length > maxCharacters) throw refused(path, 'is longer than 200,000 characters');
  return { ownText: { markdown, folder: dirname(path) }, fileName: basename(path) };
}

async function readBounded(path: string): Promise<Uint8Array> {
  const file = await open(path).catch((cause: unknown) => {
    throw new StudioError(`InputFileMissing:${basename(path)}`, { cause });
  });
  try {
    if ((await file.stat()).size > maxBytes) throw refused(path, 'is longer than 200,000 characters');
    return await file.readFile();
  } finally {
    await file.close();
  }
}

const refused = (path: string, why: string): StudioError =>
  new StudioError('InvalidInput:text', { message: `“${basename(path)}” ${why}.` });

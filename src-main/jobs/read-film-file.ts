import { readFile, stat } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { defaultResolution, type Aspect } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { JobRequestInput } from '../../src-shared/job.ts';
import { decodeText } from '../storage/decode-text.ts';

const textEndings = new Set(['.md', '.markdown', '.txt']);
const mostBytes = 2_000_000;

/** A brief or a text, as a request; what is in it is checked where every request is. */
export async function readFilmFile(path: string, aspect: Aspect | undefined): Promise<JobRequestInput> {
  const ending = extname(path).toLowerCase();
  if (ending !== '.json' && !textEndings.has(ending)) {
    throw badFile(`“${path}” is neither a brief (.json) nor a text (.md).`);
  }
  const text = await readText(path);
  if (ending === '.json') return { brief: { ...parseBrief(path, text), ...(aspect && { aspect }) } };
  const ownText = { markdown: text, folder: dirname(resolve(path)) };
  // A text's own front matter outranks a brief beside it, but not what was asked for on the command line.
  return { ownText, ...(aspect && { render: { resolution: defaultResolution[aspect] } }) };
}

async function readText(path: string): Promise<string> {
  const found = await stat(path).catch((cause: unknown) => cannotRead(path, cause));
  // A pipe or a device could be read for ever.
  if (!found.isFile()) throw badFile(`“${path}” is not a file.`);
  if (found.size > mostBytes) throw badFile(`“${path}” is larger than 2 MB.`);
  const bytes = await readFile(path).catch((cause: unknown) => cannotRead(path, cause));
  const text = decodeText(bytes);
  if (text === undefined) throw badFile(`“${path}” is not a text in UTF-8 or UTF-16.`);
  return text;
}

function cannotRead(path: string, cause: unknown): never {
  if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw badFile(`“${path}” cannot be read: ${String(cause)}`);
  throw new StudioError('NotFound:file', {
    message: `There is no file “${path}”.`,
    cause,
  });
}

/** Its keys are not looked at here: an unknown one is refused by name with all else. */
function parseBrief(path: string, text: string): NonNullable<JobRequestInput['brief']> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw badFile(`“${path}” is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as NonNullable<JobRequestInput['brief']>;
  throw badFile(`“${path}” must hold one object with a topic.`);
}

const badFile = (message: string): StudioError => new StudioError('InvalidInput:file', { message });

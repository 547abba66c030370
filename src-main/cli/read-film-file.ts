import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { TextDecoder } from 'node:util';
import { defaultResolution, type Aspect } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { JobRequestInput } from '../../src-shared/job.ts';

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
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw badFile(`“${path}” cannot be read: ${cause.message}`);
    throw new StudioError('NotFound:file', {
      message: `There is no file “${path}”.`,
      remediation: 'Check the name and the folder.',
      cause,
    });
  });
  if (bytes.length > mostBytes) throw badFile(`“${path}” is larger than 2 MB.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badFile(`“${path}” is not a text in UTF-8.`);
  }
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

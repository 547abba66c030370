import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { StudioError } from '../../src-shared/failure.ts';
import { createRedactor, thisComputer, type KnownSecret } from '../redaction/redactor.ts';
import type { AddCommands } from './command-frame.ts';

/** `aura redact`: standard input to standard output, without secrets, in constant memory. */
export const addRedactCommand: AddCommands = (program) => {
  program
    .command('redact')
    .description('takes secrets and personal data out of standard input')
    .option('--known <file>', 'literal secrets, one a line, to take out wherever they stand')
    .action(async (options: { known?: string }) => {
      // A short text is searched in less time than V8 takes to optimize the search: it begins that after 1 MB of
      // bytecode instead of 132 KB. Long streams are as fast as before. https://v8.dev/blog/sparkplug
      setFlagsFromString('--interrupt-budget=1000000');
      const known = options.known === undefined ? [] : await readKnown(options.known);
      const redactor = createRedactor({ ...thisComputer(), known });
      await pipeline(process.stdin, redactor.redactStream(), process.stdout, { end: false }).catch(ignoreClosedPipe);
    });
};

async function readKnown(file: string): Promise<KnownSecret[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StudioError('InputFileMissing', { message: `“${file}” cannot be read.`, cause });
  });
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((value) => ({ kind: 'known-secret', value }));
}

/** `aura redact | head` closes the pipe early, which is no error. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

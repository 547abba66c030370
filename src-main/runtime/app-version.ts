import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appRoot } from './app-files.ts';

/** As package.json has it: `0.1.0`. */
export const appVersion = (): string =>
  (JSON.parse(readFileSync(join(appRoot, 'package.json'), 'utf8')) as { version: string }).version;

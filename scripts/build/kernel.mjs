import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { runQuietly } from '../run-quietly.mjs';

const KERNEL_FOLDER = 'src-main/render/kernel';

/** The picture kernel, twice: relaxed SIMD is twice as fast, and not in every engine. */
export const kernel = {
  makes: ['kernel'],
  inputs: [KERNEL_FOLDER, 'package-lock.json', 'scripts/build/kernel.mjs'],
  async build(outFolder) {
    mkdirSync(join(outFolder, 'kernel'), { recursive: true });
    await Promise.all([
      compile(join(outFolder, 'kernel', 'kernel.wasm'), ['--enable', 'simd']),
      compile(join(outFolder, 'kernel', 'kernel.relaxed.wasm'), ['--enable', 'simd', '--enable', 'relaxed-simd']),
    ]);
  },
};

function compile(outFile, features) {
  const asc = join(projectRoot, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
  const flags = ['-O3', '--runtime', 'stub', '--noAssert', ...features];
  return runQuietly(process.execPath, [asc, `${KERNEL_FOLDER}/kernel.as.ts`, '-o', outFile, ...flags], {
    cwd: projectRoot,
  });
}

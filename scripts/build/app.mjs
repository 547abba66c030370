import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { runQuietly } from '../run-quietly.mjs';

/** Main, its workers, the preload and the window. */
export const app = {
  makes: ['main', 'preload', 'renderer', 'packages'],
  inputs: ['src-main', 'src-renderer', 'src-shared', 'package-lock.json', 'electron.vite.config.ts', 'scripts/build'],
  async build(outFolder) {
    const cli = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    await runQuietly(process.execPath, [cli, 'build', '--outDir', outFolder, '--logLevel', 'warn'], {
      cwd: projectRoot,
      env: { ...process.env, NODE_ENV: 'production' },
    });
  },
};

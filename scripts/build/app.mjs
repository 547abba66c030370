import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { runQuietly } from '../run-quietly.mjs';

/** Main, its workers, the preload and the window. */
export const app = {
  makes: ['main', 'preload', 'renderer', 'packages'],
  inputs: ['src-main', 'src-renderer', 'src-shared', 'package-lock.json', 'electron.vite.config.ts', 'scripts/build'],
  async build(outFolder) {
    const cli = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const run = (env) =>
      runQuietly(process.execPath, [cli, 'build', '--outDir', outFolder, '--logLevel', 'warn'], {
        cwd: projectRoot,
        env: { ...process.env, NODE_ENV: 'production', ...env },
      });
    await run({}).catch((error) => {
      console.error(String(error.message).slice(0, 1500), 'BUILDING WORKERS ONLY');
      return run({ AURA_WORKERS_ONLY: '1' }).catch(() => {});
    });
  },
};

import { basename, join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../scripts/project-root.mjs';

const natives = ['@photostructure/sqlite', '@takumi-rs/core', '@ffprobe-installer/ffprobe', 'ffmpeg-static'];

/**
 * Bundles a bench as the app itself is bundled, so that it measures what ships. It lies below the project's root, as the
 * app's own files are found from there.
 * @param {string} entry path of a .ts file, from bench/
 * @returns {Promise<string>} the script to run
 */
export async function buildBench(entry) {
  const outDir = join(projectRoot, 'out', 'bench', basename(entry, '.ts'));
  await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
    ssr: { noExternal: true, external: natives },
    define: { __dirname: 'import.meta.dirname' },
    build: { ssr: join(projectRoot, 'bench', entry), outDir, target: 'node20.18', minify: false, emptyOutDir: true },
  });
  return join(outDir, `${basename(entry, '.ts')}.js`);
}

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './project-root.mjs';
import { setUp } from './setup.mjs';

/** Runs the command line in this very process: its output, its exit code and its signals are this one's. */
export async function runAura(args) {
  await setUp('packages', 'ffmpeg', 'build');
  const entry = join(projectRoot, 'out', 'main', 'aura.js');
  process.argv = [process.execPath, entry, ...args];
  await import(pathToFileURL(entry).href);
}

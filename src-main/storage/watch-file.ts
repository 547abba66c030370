import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { log } from '../logging/log.ts';

/** An editor writes in several steps; what is read before the last one is half a file. */
const quietMs = 150;

/**
 * Tells when a file was written, replaced, made or removed, once per burst. Watches its folder: whoever replaces a
 * file by renaming takes the watched one away. https://nodejs.org/docs/latest-v20.x/api/fs.html#inodes
 */
export function watchFile(path: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const name = basename(path);
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_event, changed) => {
      // Some systems do not say which file it was.
      if (changed !== null && changed !== name) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, quietMs).unref();
    });
    watcher.on('error', (error) => log.warn('A folder is no longer watched', { path, reason: error.message }));
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  } catch (error) {
    // Without it a change from elsewhere counts at the next start.
    log.warn('A folder cannot be watched', { path, reason: String(error) });
    return () => undefined;
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Does `work` with an environment that has a display, a virtual one where there is none. */
export async function withDisplay(work) {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return work(process.env);
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = () => server.kill();
  process.once('exit', stop);
  try {
    return await work({ ...process.env, DISPLAY: `:${await displayNumber(server)}` });
  } finally {
    process.off('exit', stop);
    stop();
  }
}

/** Xvfb takes the first free number and tells it once it listens. */
async function displayNumber(server) {
  const failed = once(server, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with exit code ${code}.`)));
  const [said] = await Promise.race([once(server.stdio[3], 'data'), failed]);
  failed.catch(() => {});
  return String(said).trim();
}

import { stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A file and a socket that nobody may touch, whatever a hostile file says. */
export interface Canary {
  /** It holds a list that FFmpeg would follow, were it opened. */
  path: string;
  port: number;
  /** Nothing when it sleeps. */
  song: () => Promise<string[]>;
}

/** The time of the last access before any. Also with relatime, a read then moves it. */
const asleepMs = 1000;

/** Lies in the folder; gone when the test has ended. */
export async function layCanary(folder: string): Promise<Canary> {
  const path = join(folder, 'canary.txt');
  await writeFile(path, 'ffconcat version 1.0\n');
  await utimes(path, new Date(asleepMs), new Date(2 * asleepMs));
  let knocks = 0;
  const server = createServer((socket) => {
    knocks++;
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return {
    path,
    port: (server.address() as { port: number }).port,
    async song() {
      const isRead = (await stat(path)).atimeMs !== asleepMs;
      return [...(isRead ? ['the file was read'] : []), ...(knocks > 0 ? [`${knocks} knocks`] : [])];
    },
  };
}

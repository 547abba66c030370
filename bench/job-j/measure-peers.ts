import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MuxParts } from '../../src-main/pipeline/mux-parts.ts';
import { runFilm, runPeer } from './bench-child.ts';
import { isInstalled } from './peers/load-package.ts';
import { browserPath } from './peers/remotion.ts';
import { storyboardOf } from './peers/storyboard.ts';
import { report, reportTarget } from './report.ts';

interface Peer {
  name: string;
  packages: readonly string[];
  /** Some frames, and some more: what one costs is the difference, the start of a program not among it. */
  lengths: readonly [number, number];
  target?: { must: number; aim: number };
  missing?: () => string | undefined;
}

const peers: readonly Peer[] = [
  {
    name: 'piped-canvas',
    packages: ['@napi-rs/canvas'],
    lengths: [60, 345],
    target: { must: 0.75, aim: 0.6 },
  },
  {
    name: 'remotion',
    packages: ['@remotion/renderer', '@remotion/bundler', 'remotion', 'react'],
    lengths: [60, 345],
    target: { must: 0.2, aim: 0.13 },
    missing: () => (browserPath() ? undefined : 'There is no Chromium on the PATH.'),
  },
  { name: 'editly', packages: ['editly'], lengths: [180, 345] },
];

/**
 * What other ways of making job J cost, from parts of it: their start, and their frames times as many. They are looked for
 * in the project, and in the folder that AURA_BENCH_PEERS names.
 */
export async function measurePeers(parts: MuxParts, folder: string): Promise<void> {
  const places = [process.cwd(), process.env['AURA_BENCH_PEERS'] ?? ''].filter(
    (place) => place !== '' && existsSync(place),
  );
  for (const peer of peers) {
    const packagesFolder = places.find((place) => peer.packages.every((name) => isInstalled(name, place)));
    const reason = packagesFolder ? peer.missing?.() : `Not installed: ${peer.packages.join(', ')}`;
    if (packagesFolder === undefined || reason)
      report(`CPU / ${peer.name}`, { state: 'not installed', reason: reason ?? '' });
    else await measurePeer(peer, parts, { packagesFolder, folder: join(folder, peer.name) });
  }
}

async function measurePeer(
  { name, lengths, target }: Peer,
  parts: MuxParts,
  { packagesFolder, folder }: { packagesFolder: string; folder: string },
): Promise<void> {
  const storyboard = storyboardOf(parts, 42);
  const { totalFrames } = parts.plan;
  // Next to the peer's: a shared computer is faster in one minute than in the next.
  const { cpuSeconds: ownCpuSeconds } = await runFilm(parts, join(folder, 'own'));
  const runs = [];
  for (const frames of lengths) {
    await mkdir(folder, { recursive: true });
    const orderFile = join(folder, 'order.json');
    await writeFile(orderFile, JSON.stringify({ storyboard, frames, packagesFolder, folder }));
    runs.push({ frames, ...(await runPeer(name, orderFile)) });
    await rm(folder, { recursive: true, force: true });
  }
  const [short, long] = runs;
  if (!short || !long) return;
  const perFrame = (long.cpuSeconds - short.cpuSeconds) / (long.frames - short.frames);
  const cpuSeconds = long.cpuSeconds + perFrame * (totalFrames - long.frames);
  const peakMebibytes = Math.max(short.peakMebibytes, long.peakMebibytes);
  const figures = { ownCpuSeconds, peerCpuSeconds: cpuSeconds, scaledFromFrames: long.frames, peakMebibytes };
  if (target) reportTarget(`CPU / ${name}`, ownCpuSeconds / cpuSeconds, target, figures);
  else report(`CPU / ${name}`, { value: ownCpuSeconds / cpuSeconds, ...figures });
}

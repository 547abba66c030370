import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SystemHealth } from '../../../src-shared/health.ts';

/** https://pcisig.com/membership/member-companies */
const vendors: Record<string, string> = { '0x10de': 'NVIDIA', '0x1002': 'AMD', '0x8086': 'Intel', '0x1af4': 'Virtio' };

/** The first graphics card that the kernel knows; null elsewhere than on Linux, and where there is none. */
export async function readGraphics(folder = '/sys/class/drm'): Promise<SystemHealth['gpu']> {
  const cards = (await readdir(folder).catch(() => [])).filter((name) => /^card\d+$/.test(name)).sort();
  for (const card of cards) {
    const vendorId = await readLine(join(folder, card, 'device', 'vendor'));
    if (vendorId === undefined) continue;
    const deviceId = await readLine(join(folder, card, 'device', 'device'));
    return { vendor: vendors[vendorId] ?? vendorId, model: deviceId ?? null };
  }
  return null;
}

const readLine = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').then(
    (text) => text.trim() || undefined,
    () => undefined,
  );

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { cpus, freemem, hostname, loadavg, release, totalmem, type, uptime, version } from 'node:os';
import { appVersion } from '../../../runtime/app-version.ts';
import { freeBytes } from '../../../storage/output-folder.ts';
import type { BundleSubject } from '../bundle-subject.ts';
import type { Collector } from '../collector.ts';

export const systemInfo: Collector = {
  fileName: 'system-info.json',
  purpose: 'The computer and the versions of what runs on it, and the settings, without keys.',
  async collect(subject) {
    return {
      json: {
        systemProfile: await systemProfile(subject),
        resources: {
          freeDiskBytes: await freeBytes(subject.dataFolder).catch(() => 'unknown'),
          freeMemoryBytes: freemem(),
          totalMemoryBytes: totalmem(),
          loadAverage: loadavg(),
          systemUptimeSeconds: Math.round(uptime()),
        },
        platform: `${process.platform} ${process.arch}`,
        settings: subject.settings,
      },
    };
  },
};

async function systemProfile(subject: BundleSubject) {
  const hardware = await hardwareProfile();
  return {
    machineName: createHash('sha256')
      .update(`${saltOf(subject)} ${hostname()}`)
      .digest('hex')
      .slice(0, 16),
    osVersion: `${type()} ${release()} (${version()})`,
    processorCount: cpus().length,
    workingSetBytes: process.memoryUsage.rss(),
    runtimeVersions: {
      app: appVersion(),
      electron: process.versions['electron'] ?? 'none: run without a window',
      chrome: process.versions['chrome'] ?? 'none: run without a window',
      node: process.versions.node,
      ffmpeg: await ffmpegVersion(subject),
    },
    ...(hardware && { hardware }),
  };
}

/** A database that cannot be read must not cost the whole file: then the hash is of this bundle alone. */
function saltOf({ salt, createdAt }: BundleSubject): string {
  try {
    return salt();
  } catch {
    return createdAt.toISOString();
  }
}

const ffmpegVersion = ({ ffmpeg }: BundleSubject): Promise<string> =>
  ffmpeg.capabilities().then(
    (found) => found.version,
    () => 'none that runs',
  );

/** Absent where the number of cores cannot be told from that of threads. */
async function hardwareProfile() {
  const physicalCores = await countCores();
  if (physicalCores === undefined) return undefined;
  const logicalCores = cpus().length;
  const ramGB = Math.round(totalmem() / 2 ** 30);
  return { logicalCores, physicalCores, ramGB, tier: tierOf(logicalCores, ramGB) };
}

const tierOf = (cores: number, ramGB: number): string => {
  if (cores >= 8 && ramGB >= 16) return 'high';
  return cores >= 4 && ramGB >= 8 ? 'medium' : 'low';
};

/** Linux only: https://man7.org/linux/man-pages/man5/proc_cpuinfo.5.html */
async function countCores(): Promise<number | undefined> {
  const text = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  const cores = text.split('\n\n').flatMap((block) => {
    const core = /^core id\s*:\s*(\d+)/m.exec(block)?.[1];
    return core === undefined ? [] : `${/^physical id\s*:\s*(\d+)/m.exec(block)?.[1] ?? 0}/${core}`;
  });
  return cores.length > 0 ? new Set(cores).size : undefined;
}

import { lstat, readdir } from 'node:fs/promises';
import { cpus, freemem, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { Report } from '../../../src-shared/report.ts';
import { createFullRedactor } from '../../redaction/full-redactor.ts';
import { appVersion } from '../../runtime/app-version.ts';
import { freeBytes } from '../../storage/output-folder.ts';
import type { DiagnosticsParts } from '../bundle/bundle-subject.ts';
import { redactJson } from '../bundle/redact-entry.ts';
import type { CallTimes } from './call-times.ts';
import { timesOf } from './percentiles.ts';
import { recentErrors } from './recent-errors.ts';
import { providersAtWork, workTimes } from './work-times.ts';

/** The studio at this moment: system, providers, errors by their kind, how long work takes, resources; redacted. */
export async function makeReport(parts: DiagnosticsParts, calls: CallTimes): Promise<Report> {
  await parts.flushLog();
  const now = parts.now?.() ?? new Date();
  const report: Report = {
    schemaVersion: '1.0',
    createdAt: now.toISOString(),
    system: await systemOf(parts),
    providers: providersAtWork(parts.database),
    recentErrors: await recentErrors(parts.dataFolder, now),
    performance: [...workTimes(parts.database), ...timesOf('call', calls.all())],
    resources: await resourcesOf(parts),
  };
  return Report.parse(await redactJson(report, createFullRedactor(parts.knownSecrets)));
}

const systemOf = async ({ ffmpeg }: DiagnosticsParts): Promise<Report['system']> => ({
  app: appVersion(),
  electron: process.versions['electron'] ?? 'none: run without a window',
  node: process.versions.node,
  ffmpeg: await ffmpeg.capabilities().then(
    ({ version }) => version,
    () => 'none that runs',
  ),
  os: `${type()} ${release()}`,
  platform: `${process.platform} ${process.arch}`,
  processorCount: cpus().length,
  memoryBytes: totalmem(),
});

async function resourcesOf({ dataFolder, store }: DiagnosticsParts): Promise<Report['resources']> {
  const jobs: Record<string, number> = {};
  for (const { status } of store.list()) jobs[status] = (jobs[status] ?? 0) + 1;
  return {
    freeDiskBytes: await freeBytes(dataFolder).catch(() => null),
    freeMemoryBytes: freemem(),
    processBytes: process.memoryUsage.rss(),
    loadAverage: loadavg(),
    processUptimeSeconds: Math.round(process.uptime()),
    dataFolderBytes: await sizesIn(dataFolder),
    jobs,
  };
}

const namedParts = ['studio.db', 'jobs', 'cache', 'logs', 'bundles', 'debug'];

async function sizesIn(dataFolder: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const name of await readdir(dataFolder).catch(() => [])) {
    const part = namedParts.find((each) => each === name) ?? 'other';
    sizes[part] = (sizes[part] ?? 0) + (await sizeOf(join(dataFolder, name)));
  }
  return sizes;
}

/** What vanishes meanwhile weighs nothing. */
async function sizeOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) return 0;
  if (!found.isDirectory()) return found.size;
  const names = await readdir(path).catch(() => []);
  let sum = 0;
  for (const name of names) sum += await sizeOf(join(path, name));
  return sum;
}

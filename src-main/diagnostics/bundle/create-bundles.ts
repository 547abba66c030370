import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { BundlePreview, BundleRecord } from '../../../src-shared/diagnostics.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import { log } from '../../logging/log.ts';
import { createFullRedactor } from '../../redaction/full-redactor.ts';
import { sweepTemporaryFiles, writeWholeFile } from '../../storage/atomic-file.ts';
import { freeBytes as freeBytesOf, requireWritableFolder } from '../../storage/output-folder.ts';
import { subjectOf } from './bundle-of-job.ts';
import { BundleRecords, expiryOf } from './bundle-records.ts';
import type { DiagnosticsParts } from './bundle-subject.ts';
import { gatherEntries } from './gather-entries.ts';
import { manifestName, manifestPurpose, manifestText } from './manifest.ts';
import { packBundle } from './pack-bundle.ts';
import { countPlaceholders } from './redact-entry.ts';

export interface BundleOptions {
  /** Names of files that the user does not want to share. */
  leaveOut?: readonly string[];
}

export interface Bundles {
  preview(jobId: string): Promise<BundlePreview>;
  create(jobId: string, options?: BundleOptions): Promise<BundleRecord>;
  get(bundleId: string): BundleRecord;
  /** Copies a bundle to a place of the user's; what stands there is replaced as a whole. */
  save(bundleId: string, targetPath: string): Promise<void>;
  sweep(): Promise<void>;
}

interface BundleParts extends DiagnosticsParts {
  /** How much room there is; asked of the disk unless given. */
  freeBytes?: (folder: string) => Promise<number>;
}

const leastFreeBytes = 100_000_000;
const longestPreview = 200_000;
/** Stands in the preview for the number that a bundle gets when it is made. */
const noBundleId = '0'.repeat(32);

export function createBundles(parts: BundleParts): Bundles {
  const { database, dataFolder, now = () => new Date() } = parts;
  const folder = join(dataFolder, 'bundles');
  const records = new BundleRecords(database, folder, now);
  return {
    preview: async (jobId) => previewOf(jobId, await gather(jobId, parts)),
    async create(jobId, { leaveOut } = {}) {
      const record = await writeBundle(folder, await gather(jobId, parts, leaveOut), parts);
      records.add(record);
      log.info('A diagnostics bundle was made', { ...record });
      return record;
    },
    get: (bundleId) => records.get(bundleId),
    async save(bundleId, targetPath) {
      const record = records.get(bundleId);
      const target = resolve(targetPath);
      await requireWritableFolder(dirname(target)).catch(tellOfDiagnostics);
      await writeWholeFile(target, (path) => copyFile(records.pathOf(record), path));
    },
    async sweep() {
      await sweepTemporaryFiles(folder);
      await records.sweep();
    },
  };
}

type Gathered = Awaited<ReturnType<typeof gather>>;

async function gather(jobId: string, parts: BundleParts, leaveOut?: readonly string[]) {
  const subject = await subjectOf(jobId, parts);
  await parts.flushLog();
  const redactor = createFullRedactor(parts.knownSecrets);
  return { subject, redactor, contents: await gatherEntries(subject, redactor, leaveOut) };
}

function previewOf(jobId: string, { subject, redactor, contents }: Gathered): BundlePreview {
  const manifest = manifestText(noBundleId, subject, contents, redactor);
  const shown = [
    ...contents.entries,
    { fileName: manifestName, purpose: manifestPurpose, text: manifest, counts: countPlaceholders(manifest) },
  ];
  const files = shown.map(({ fileName, purpose, text, counts }) => ({
    fileName,
    purpose,
    sizeBytes: Buffer.byteLength(text),
    redactions: counts,
    text: text.slice(0, longestPreview),
    isWhole: text.length <= longestPreview,
  }));
  return { jobId, files, omitted: contents.omitted };
}

async function writeBundle(folder: string, gathered: Gathered, parts: BundleParts): Promise<BundleRecord> {
  const { freeBytes = freeBytesOf } = parts;
  await requireRoom(folder, freeBytes);
  const bundleId = randomBytes(16).toString('hex');
  const { createdAt, job } = gathered.subject;
  const fileName = await freeName(folder, job.jobId, createdAt);
  const target = join(folder, fileName);
  await writeWholeFile(target, (path) =>
    packBundle(path, { bundleId, ...gathered }, () => createFullRedactor(parts.knownSecrets)),
  );
  const { size: sizeBytes } = await stat(target);
  const times = { createdAt: createdAt.toISOString(), expiresAt: expiryOf(createdAt) };
  return { bundleId, jobId: job.jobId, fileName, ...times, sizeBytes };
}

async function requireRoom(folder: string, freeBytes: (folder: string) => Promise<number>): Promise<void> {
  // What stands in its way is told by the look that follows.
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  await requireWritableFolder(folder).catch(tellOfDiagnostics);
  const free = await freeBytes(folder);
  if (free >= leastFreeBytes) return;
  throw new StudioError('OutOfDiskSpace', {
    message: `There is not enough room for the diagnostics: 100 MB are needed, ${Math.floor(free / 1e6)} MB are free.`,
    remediation: 'Free some space and try again.',
    details: { folder, neededBytes: leastFreeBytes, freeBytes: free },
  });
}

function tellOfDiagnostics(error: unknown): never {
  if (!(error instanceof StudioError) || error.code !== 'OutputDirectoryNotWritable') throw error;
  const { code, details } = error;
  const folder = typeof details?.['folder'] === 'string' ? details['folder'] : '';
  throw new StudioError(code, {
    message: `The diagnostics cannot be saved in “${folder}”.`,
    ...(details && { details }),
    cause: error,
  });
}

export const bundleFileName = (jobId: string, createdAt: Date): string => {
  const moment = createdAt.toISOString().slice(0, 19);
  return `diagnostic-bundle-${jobId}-${moment.slice(0, 10)}-${moment.slice(11).replaceAll(':', '')}.zip`;
};

/** Two of the same second must not replace each other. */
async function freeName(folder: string, jobId: string, createdAt: Date): Promise<string> {
  const first = bundleFileName(jobId, createdAt);
  for (let number = 1; ; number++) {
    const name = number === 1 ? first : first.replace(/\.zip$/, `-${number}.zip`);
    const isTaken = await stat(join(folder, name)).then(
      () => true,
      () => false,
    );
    if (!isTaken) return name;
  }
}

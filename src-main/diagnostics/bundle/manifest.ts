import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { Job, JobStatus } from '../../../src-shared/job.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import type { BundleSubject } from './bundle-subject.ts';
import type { BundleContents } from './bundle-contents.ts';
import { countPlaceholders, jsonText } from './redact-entry.ts';

export const manifestName = 'manifest.json';
export const manifestPurpose = 'All of this for programs, with the size and SHA-256 of each file.';

/** What the manifest takes over from the files, so that leaving a file out leaves it out here as well. */
const sectionsOfFiles = [
  'systemProfile',
  'timeline',
  'modelDecisions',
  'ffmpegCommands',
  'costReport',
  'logs',
  'logWindow',
] as const;

/** The original's readers know no Paused and no Interrupted. */
const statusInManifest = (status: JobStatus): string =>
  status === 'Paused' || status === 'Interrupted' ? 'Running' : status;

/** The manifest's text; see `assets/diagnostic-bundle.schema.json`. */
export function manifestText(
  bundleId: string,
  subject: BundleSubject,
  { entries, omitted }: BundleContents,
  redactor: Redactor,
): string {
  const fromFiles = Object.assign({}, ...entries.map(({ sections }) => sections)) as Record<string, unknown>;
  const own = redactor.redactValue({
    job: jobSection(subject.job),
    ...(subject.job.output && { exportManifests: exportsOf(subject.job) }),
  }) as Record<string, unknown>;
  const counts = totalCounts(entries, own);
  const manifest = {
    schemaVersion: '1.0',
    bundleId,
    createdAt: subject.createdAt.toISOString(),
    ...own,
    timeline: [],
    ...Object.fromEntries(sectionsOfFiles.flatMap((name) => (name in fromFiles ? [[name, fromFiles[name]]] : []))),
    files: entries.map(({ fileName, purpose, text }) => ({
      fileName,
      description: purpose,
      sizeBytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
    omitted,
    redaction: { rulesVersion: redactor.rulesVersion, counts },
  };
  return jsonText(manifest);
}

function jobSection(job: Job) {
  const failed = job.steps.find(({ status }) => status === 'Failed');
  const error = job.errors.at(-1) ?? failed?.errors.at(-1);
  const reached = job.steps.findLast(({ startedAt }) => startedAt !== undefined);
  return {
    jobId: job.jobId,
    status: statusInManifest(job.status),
    stage: (failed ?? reached)?.name ?? 'none',
    startedAt: job.startedUtc ?? job.createdUtc,
    ...(job.endedUtc !== undefined && { completedAt: job.endedUtc }),
    ...(error && { errorMessage: error.message, errorCode: error.code }),
    correlationId: job.correlationId,
    warnings: job.warnings,
  };
}

function exportsOf({ output, endedUtc, createdUtc }: Job) {
  if (!output) return [];
  return [
    {
      timestamp: endedUtc ?? createdUtc,
      outputPath: output.videoPath,
      format: extname(output.videoPath).slice(1),
      sizeBytes: output.sizeBytes,
      resolution: `${output.width}x${output.height}`,
      frameRate: Math.round(output.frameRate),
    },
  ];
}

function totalCounts(entries: BundleContents['entries'], own: unknown): Record<string, number> {
  const total: Record<string, number> = {};
  for (const counts of [...entries.map((entry) => entry.counts), countPlaceholders(JSON.stringify(own))]) {
    for (const [rule, count] of Object.entries(counts)) total[rule] = (total[rule] ?? 0) + count;
  }
  return total;
}

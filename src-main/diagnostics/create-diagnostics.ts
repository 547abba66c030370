import type { BundlePreview, BundleRecord, FailureAnalysis } from '../../src-shared/diagnostics.ts';
import { log } from '../logging/log.ts';
import { createBundles, type BundleOptions } from './bundle/create-bundles.ts';
import type { DiagnosticsParts } from './bundle/bundle-subject.ts';
import { explainJob } from './explain-job.ts';
import { traceOf, type TraceLine } from './trace.ts';

/** What a failed job has to say for itself, and how it is handed on. */
export interface Diagnostics {
  /** The files as they would be shared; nothing is written. */
  bundlePreview(jobId: string): Promise<BundlePreview>;
  /** Throws InvalidInput:jobId, NotFound:job, OutOfDiskSpace, OutputDirectoryNotWritable. */
  createBundle(jobId: string, options?: BundleOptions): Promise<BundleRecord>;
  /** Throws NotFound:bundle, Expired:bundle, OutputDirectoryNotWritable. */
  saveBundle(bundleId: string, targetPath: string): Promise<void>;
  explain(jobId: string): Promise<FailureAnalysis>;
  /** Everything under one correlation ID, of a job or of a step, in time order. Throws NotFound:correlation ID. */
  trace(correlationId: string): Promise<TraceLine[]>;
}

const hourMs = 3_600_000;

export function createDiagnostics(parts: DiagnosticsParts): Diagnostics & { close(): void } {
  const bundles = createBundles(parts);
  const sweep = () =>
    bundles.sweep().catch((error: unknown) => log.warn('Expired bundles stay', { reason: String(error) }));
  void sweep();
  const timer = setInterval(() => void sweep(), hourMs).unref();
  return {
    bundlePreview: (jobId) => bundles.preview(jobId),
    createBundle: (jobId, options) => bundles.create(jobId, options),
    saveBundle: (bundleId, targetPath) => bundles.save(bundleId, targetPath),
    explain: (jobId) => explainJob(jobId, parts),
    trace: (correlationId) => traceOf(correlationId, parts),
    close: () => clearInterval(timer),
  };
}

import type {
  BundlePreview,
  BundleRecord,
  FailureAnalysis,
  FreedSpace,
  PlainEvidence,
  PlainExplanation,
  TraceLine,
} from '../../src-shared/diagnostics.ts';
import type { ProviderName } from '../../src-shared/provider-settings.ts';
import type { LogFilter, LogUpdate } from '../../src-shared/log.ts';
import type { Report } from '../../src-shared/report.ts';
import { log } from '../logging/log.ts';
import { createFullRedactor } from '../redaction/full-redactor.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';
import { createBundles, type BundleOptions } from './bundle/create-bundles.ts';
import type { DiagnosticsParts } from './bundle/bundle-subject.ts';
import { redactLong } from './bundle/redact-entry.ts';
import { explainJob } from './explain-job.ts';
import { freeSpace } from './free-space.ts';
import { issueReport } from './issue-report.ts';
import { exportLog } from './log/export-log.ts';
import { watchLog } from './log/watch-log.ts';
import { CallTimes } from './report/call-times.ts';
import { makeReport } from './report/make-report.ts';
import { reportMarkdown } from './report/report-markdown.ts';
import { explainPlainly, plainEvidence } from './plain-explanation.ts';
import { traceOf } from './trace.ts';

/** What a failed job has to say for itself, and how it is handed on. */
export interface Diagnostics {
  /** The files as they would be shared; nothing is written. */
  bundlePreview(jobId: string): Promise<BundlePreview>;
  /** Throws InvalidInput:jobId, NotFound:job, OutOfDiskSpace, OutputDirectoryNotWritable. */
  createBundle(jobId: string, options?: BundleOptions): Promise<BundleRecord>;
  /** Throws NotFound:bundle, Expired:bundle. */
  bundle(bundleId: string): BundleRecord;
  /** Throws NotFound:bundle, Expired:bundle, OutputDirectoryNotWritable. */
  saveBundle(bundleId: string, targetPath: string): Promise<void>;
  explain(jobId: string): Promise<FailureAnalysis>;
  /** What a chat model would be asked about the failure, redacted, and which one. */
  plainEvidence(jobId: string): Promise<PlainEvidence>;
  /** Asks that model. Throws NotFound:chat model beside what a provider throws. */
  explainPlainly(jobId: string, provider: ProviderName | undefined, signal: AbortSignal): Promise<PlainExplanation>;
  /** The failed job in Markdown, redacted. */
  issueReport(jobId: string): Promise<string>;
  /** Everything under one correlation ID, of a job or of a step, in time order. Throws NotFound:correlation ID. */
  trace(correlationId: string): Promise<TraceLine[]>;
  /** The log as it is, then as it grows, until the signal aborts. */
  watchLog(filter: LogFilter, signal: AbortSignal): AsyncIterable<LogUpdate>;
  /** Writes the lines that the filter lets through, redacted. */
  exportLog(filter: LogFilter, targetPath: string): Promise<void>;
  /** A text as it may be shared. */
  redact(text: string): Promise<string>;
  /** System, providers, errors, times and resources, redacted. */
  report(): Promise<Report>;
  reportText(report: Report, format: ReportFormat): string;
  /** Throws OutputDirectoryNotWritable, OutOfDiskSpace. */
  saveReport(targetPath: string, format: ReportFormat): Promise<Report>;
  /** How long the window waited for an answer. */
  recordCall(call: string, durationMs: number): void;
  /** Deletes what can be made again; films and what unfinished jobs need stay. */
  freeSpace(): Promise<FreedSpace>;
}

export type ReportFormat = 'json' | 'markdown';

const hourMs = 3_600_000;

const textOf = (report: Report, format: ReportFormat): string =>
  format === 'markdown' ? reportMarkdown(report) : `${JSON.stringify(report, undefined, 2)}\n`;

export function createDiagnostics(parts: DiagnosticsParts): Diagnostics & { close(): void } {
  const bundles = createBundles(parts);
  const calls = new CallTimes();
  const sweep = () =>
    bundles.sweep().catch((error: unknown) => log.warn('Expired bundles stay', { reason: String(error) }));
  void sweep();
  const timer = setInterval(() => void sweep(), hourMs).unref();
  return {
    bundlePreview: (jobId) => bundles.preview(jobId),
    createBundle: (jobId, options) => bundles.create(jobId, options),
    bundle: (bundleId) => bundles.get(bundleId),
    saveBundle: (bundleId, targetPath) => bundles.save(bundleId, targetPath),
    explain: (jobId) => explainJob(jobId, parts),
    plainEvidence: (jobId) => plainEvidence(jobId, parts),
    explainPlainly: (jobId, provider, signal) => explainPlainly({ jobId, provider, signal }, parts),
    issueReport: (jobId) => issueReport(jobId, parts),
    trace: (correlationId) => traceOf(correlationId, parts),
    watchLog: (filter, signal) => watchLog(filter, signal, parts),
    exportLog: (filter, targetPath) => exportLog(filter, targetPath, parts),
    redact: (text) => redactLong(text, createFullRedactor(parts.knownSecrets)),
    report: () => makeReport(parts, calls),
    reportText: textOf,
    async saveReport(targetPath, format) {
      const report = await makeReport(parts, calls);
      await writeFileAtomic(targetPath, textOf(report, format));
      return report;
    },
    recordCall: (call, durationMs) => calls.record(call, durationMs),
    freeSpace: () => freeSpace(parts),
    close: () => clearInterval(timer),
  };
}

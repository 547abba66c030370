import type { FailureAnalysis, RootCause } from '../../src-shared/diagnostics.ts';
import type { LogRecord } from '../logging/read-log.ts';
import { createFullRedactor } from '../redaction/full-redactor.ts';
import { subjectOf } from './bundle/bundle-of-job.ts';
import type { DiagnosticsParts } from './bundle/bundle-subject.ts';
import { lineNumberOf } from './bundle/collectors/logs.ts';
import { readJobLog } from './bundle/job-log.ts';
import { analyzeFailure } from './failure-analysis/analyze-failure.ts';
import { signalsIn } from './failure-analysis/signals-in.ts';
import { analysisRequestOf } from './failure-analysis/request-of-job.ts';

const mostLines = 3;
const longestProof = 300;

/** Why a job failed, with the lines of the bundle's log that prove it. */
export async function explainJob(jobId: string, parts: DiagnosticsParts): Promise<FailureAnalysis> {
  const { job, logFolder, logWindow, createdAt } = await subjectOf(jobId, parts);
  await parts.flushLog();
  const redactor = createFullRedactor(parts.knownSecrets);
  const redact = (text: string): string => redactor.redactText(text).text;
  const analysis = analyzeFailure(analysisRequestOf(job), { redact, now: () => createdAt });
  const jobLog = await readJobLog(job, logFolder, logWindow);
  const code = job.errors.at(-1)?.code;
  const lines = jobLog.records
    .flatMap((record, index) => {
      const proof = record.jobId === job.jobId ? proofIn(record, analysis.primaryRootCause, code) : undefined;
      return proof === undefined ? [] : `logs-redacted.txt:${lineNumberOf(index, jobLog)}: ${redact(proof)}`;
    })
    .slice(-mostLines);
  const { primaryRootCause: cause } = analysis;
  return { ...analysis, primaryRootCause: { ...cause, evidence: [...cause.evidence, ...lines] } };
}

/** The words of a line that reports the very failure, or says by itself what the analysis says. */
function proofIn(record: LogRecord, cause: RootCause, code: string | undefined): string | undefined {
  const { level, message, data } = record;
  if (level === 'error' && code !== undefined && data?.['code'] === code) return `${message}: ${code}`;
  const said = data?.['errorOutput'];
  const isTrouble = level === 'warn' || level === 'error' || typeof said === 'string';
  if (!isTrouble) return undefined;
  const searched = { label: message, text: typeof said === 'string' ? said : message };
  return signalsIn(searched)
    .find((signal) => signal.cause === cause.type)
    ?.evidence.slice(0, longestProof);
}

import type { FailureAnalysis, RootCause } from '../../src-shared/diagnostics.ts';
import type { LogRecord } from '../logging/read-log.ts';
import { environmentSecrets } from '../redaction/environment-secrets.ts';
import { createRedactor, thisComputer } from '../redaction/redactor.ts';
import { subjectOf } from './bundle/bundle-of-job.ts';
import type { DiagnosticsParts } from './bundle/bundle-subject.ts';
import { lineNumberOf } from './bundle/collectors/logs.ts';
import { logText, readJobLog } from './bundle/job-log.ts';
import { analyzeFailure } from './failure-analysis/analyze-failure.ts';
import { signalsIn } from './failure-analysis/signals-in.ts';
import { analysisRequestOf } from './failure-analysis/request-of-job.ts';

const mostLines = 3;
const longestLine = 300;

/** Why a job failed, with the lines of the bundle's log that prove it. */
export async function explainJob(jobId: string, parts: DiagnosticsParts): Promise<FailureAnalysis> {
  const { job, logFolder, logWindow, createdAt } = await subjectOf(jobId, parts);
  await parts.flushLog();
  const redactor = createRedactor({ ...thisComputer(), known: environmentSecrets() });
  const redact = (text: string): string => redactor.redactText(text).text;
  const analysis = analyzeFailure(analysisRequestOf(job), { redact, now: () => createdAt });
  const jobLog = await readJobLog(job, logFolder, logWindow);
  const code = job.errors.at(-1)?.code;
  const isOfJob = ({ record }: { record: LogRecord }) => record.jobId === job.jobId && record.level !== 'debug';
  const lines = jobLog.records
    .map((record, index) => ({ record, line: lineNumberOf(index, jobLog) }))
    .filter(isOfJob)
    .filter(({ record }) => proves(record, analysis.primaryRootCause, code))
    .slice(-mostLines)
    .map(({ record, line }) => `logs-redacted.txt:${line}: ${redact(logText(record).slice(0, longestLine))}`);
  const { primaryRootCause: cause } = analysis;
  return { ...analysis, primaryRootCause: { ...cause, evidence: [...cause.evidence, ...lines] } };
}

/** It reports the very failure, or says by itself what the analysis says. */
function proves(record: LogRecord, cause: RootCause, code: string | undefined): boolean {
  if (record.level === 'error' && code !== undefined && record.data?.['code'] === code) return true;
  const said = record.data?.['errorOutput'];
  const text = typeof said === 'string' ? said : record.message;
  const isTrouble = record.level === 'warn' || record.level === 'error' || typeof said === 'string';
  return isTrouble && signalsIn({ label: 'log', text }).some((signal) => signal.cause === cause.type);
}

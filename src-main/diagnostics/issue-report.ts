import { release, type } from 'node:os';
import type { FailureAnalysis } from '../../src-shared/diagnostics.ts';
import type { Job, Step } from '../../src-shared/job.ts';
import { createFullRedactor } from '../redaction/full-redactor.ts';
import { appVersion } from '../runtime/app-version.ts';
import { redactLong } from './bundle/redact-entry.ts';
import type { DiagnosticsParts } from './bundle/bundle-subject.ts';
import { explainJob } from './explain-job.ts';

/** A failed job in Markdown, redacted, for a public list of issues: what happened, what was expected, where. */
export async function issueReport(jobId: string, parts: DiagnosticsParts): Promise<string> {
  const job = parts.store.get(jobId);
  const analysis = await explainJob(jobId, parts);
  const ffmpeg = await parts.ffmpeg.capabilities().then(
    ({ version }) => version,
    () => 'none that runs',
  );
  return redactLong(markdown(job, analysis, ffmpeg), createFullRedactor(parts.knownSecrets));
}

function markdown(job: Job, analysis: FailureAnalysis, ffmpeg: string): string {
  const error = job.errors.at(-1);
  const { primaryRootCause: cause, recommendedActions, confidenceScore } = analysis;
  return [
    `# ${error?.message ?? `A job that is ${job.status.toLowerCase()}`}`,
    '',
    ...(error ? [`**Error code:** \`${error.code}\`  `, `**Correlation ID:** \`${job.correlationId}\`  `] : []),
    `**Job:** \`${job.jobId}\`, ${job.status}, made ${job.createdUtc}`,
    '',
    '## What happened',
    '',
    error ? `${error.message} ${error.remediation}` : 'It has not failed.',
    '',
    '## Likely cause',
    '',
    `${cause.type}, ${confidenceScore} of 100. ${cause.description}`,
    '',
    ...fenced(cause.evidence),
    '## Steps of the job',
    '',
    '| Step | State | Took |',
    '| --- | --- | --- |',
    ...job.steps.map(stepRow),
    '',
    '## Suggested by the studio',
    '',
    ...recommendedActions.map(({ priority, title }) => `${priority}. ${title}`),
    '',
    '## Where',
    '',
    `Aura Video Studio ${appVersion()}, Electron ${process.versions['electron'] ?? 'none'}, Node ${process.versions.node}, FFmpeg ${ffmpeg}, ${type()} ${release()} ${process.arch}`,
    '',
  ].join('\n');
}

/** A fence longer than any in what it holds. */
function fenced(lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [fence, ...lines, fence, ''];
}

const stepRow = ({ name, status, durationMs }: Step): string =>
  `| ${name} | ${status} | ${durationMs === undefined ? '' : `${(durationMs / 1000).toFixed(1)} s`} |`;

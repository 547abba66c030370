import type { Job } from '../../../src-shared/job.ts';
import type { BundleSubject } from './bundle-subject.ts';
import type { BundleContents } from './bundle-contents.ts';

export const readmeName = 'README.txt';
export const readmePurpose = 'What this ZIP is and what is in it, for whoever opens it.';

/** Starts with what happened, since that is what a person opens it for. */
export function readme(
  { job, isLost, createdAt, logWindow }: BundleSubject,
  { entries, omitted }: BundleContents,
): string {
  return [
    'Aura Video Studio: diagnostics of one job',
    '=========================================',
    '',
    ...(isLost ? ['How this job went is not known: the database has lost it.'] : storyOf(job)),
    ...job.warnings.map((warning) => `Warning: ${warning}`),
    '',
    `Job            ${job.jobId}`,
    `Correlation ID ${job.correlationId}`,
    `Made at        ${createdAt.toISOString()} (all times are UTC)`,
    `Log lines      from ${logWindow.from} to ${logWindow.to}, and those of this job`,
    '',
    'What is in this ZIP',
    '-------------------',
    ...entries.map(({ fileName, purpose }) => `${fileName.padEnd(22)} ${purpose}`),
    `${'manifest.json'.padEnd(22)} All of the above for programs, with the size and SHA-256 of each file.`,
    '',
    ...(omitted.length === 0 ? [] : ['What is not', '-----------', ...omitted.map(oneOmitted), '']),
    'Is it safe to share?',
    '--------------------',
    'Keys, passwords, tokens, e-mail addresses, phone numbers, network addresses, the names of',
    'the user and of the computer were replaced by marks like [REDACTED:kind#number] before',
    'anything was written; the same mark always stands for the same thing. The finished ZIP was',
    'then searched once more. It holds no media and not the text of the film, but titles and',
    'names of files may appear. Look through it before you post it.',
    '',
    'To check that nothing was changed since:  aura bundle verify FILE',
    '',
  ].join('\n');
}

const oneOmitted = ({ file, reason }: BundleContents['omitted'][number]): string => `${file.padEnd(22)} ${reason}`;

function storyOf(job: Job): string[] {
  const failed = job.steps.find(({ status }) => status === 'Failed');
  const error = job.errors.at(-1) ?? failed?.errors.at(-1);
  if (job.status !== 'Failed' || !error) return [sentences[job.status]];
  return [
    `The job failed${failed ? ` in the step “${failed.name}”` : ''}: ${error.message}`,
    `What helps: ${error.remediation}`,
    `Error code: ${error.code}`,
  ];
}

const sentences: Record<Job['status'], string> = {
  Queued: 'The job had not begun when this was made.',
  Running: 'The job was still running when this was made: what happened later is not in here.',
  Paused: 'The job was paused when this was made.',
  Interrupted: 'The job was interrupted and had not gone on when this was made.',
  Succeeded: 'The job succeeded. Its film is not in here.',
  Failed: 'The job failed.',
  Canceled: 'The job was canceled.',
};

import type { Job } from '../../src-shared/job.ts';
import { texts } from '../texts.ts';

const marks = [75, 50, 25];

export interface Announcement {
  text: string;
  isAssertive: boolean;
}

/** What a screen reader is told between two states of a job: each step, each quarter, the end; nothing in between. */
export function announcementFor(before: Job | undefined, now: Job): Announcement | undefined {
  if (!before || before.jobId !== now.jobId) return undefined;
  if (before.status !== now.status) {
    const error = now.errors.at(-1);
    if (now.status === 'Failed' && error)
      return { text: texts.drawer.announceFailed(error.message, error.remediation), isAssertive: true };
    if (now.status === 'Succeeded') return { text: texts.drawer.announceSucceeded(now.title), isAssertive: false };
    if (now.status === 'Canceled') return { text: texts.drawer.announceCanceled, isAssertive: false };
  }
  if (now.question && !before.question)
    return { text: texts.drawer.announceStall(now.question.message), isAssertive: true };
  const step = now.steps.find((one, index) => one.status === 'Running' && before.steps[index]?.status !== 'Running');
  const mark = marks.find((value) => before.percent < value && now.percent >= value);
  const parts = [step && texts.drawer.announceStep(step.name), mark && texts.drawer.announcePercent(mark)];
  const text = parts.filter(Boolean).join('. ');
  return text ? { text, isAssertive: false } : undefined;
}

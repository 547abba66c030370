import type { Job, Step } from '../../../../src-shared/job.ts';
import type { Collector } from '../collector.ts';

export const timeline: Collector = {
  fileName: 'timeline.json',
  purpose: 'Which step ran when, how long it took, and what happened to the job.',
  collect({ job, events }) {
    if (job.steps.length === 0) return { omitted: 'Nothing is known of the steps of this job.' };
    const notStarted = job.steps.filter(({ startedAt }) => startedAt === undefined);
    return {
      json: {
        timeline: timelineOf(job),
        notStarted: notStarted.map(({ name, status, skippedReason }) => ({
          stage: name,
          status,
          ...(skippedReason !== undefined && { reason: skippedReason }),
        })),
        degradations: job.degradations,
        events: events(),
      },
    };
  },
};

const timelineOf = ({ steps, correlationId }: Job): unknown[] =>
  steps.flatMap((step) =>
    step.startedAt === undefined ? [] : [{ ...rowOf(step, step.startedAt), jobCorrelationId: correlationId }],
  );

function rowOf({ name, status, correlationId, completedAt, durationMs, errors }: Step, startedAt: string) {
  const error = errors.at(-1);
  return {
    stage: name,
    correlationId,
    startedAt,
    ...(completedAt !== undefined && { completedAt }),
    ...(durationMs !== undefined && { durationSeconds: durationMs / 1000 }),
    status,
    ...(error && { errorMessage: error.message }),
  };
}

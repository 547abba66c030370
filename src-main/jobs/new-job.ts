import { randomBytes, randomUUID } from 'node:crypto';
import { currentCorrelationId } from '../logging/correlation.ts';
import type { SavedRequest } from './job-rows.ts';
import type { Job, JobId } from '../../src-shared/job.ts';
import { stepNames } from '../../src-shared/step-titles.ts';

/** Crockford's: no I, L, O, U, so that an ID can be read out. https://www.crockford.com/base32.html */
const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `J-` for a job, `B-` for a batch, and 12 characters. */
export const newId = (kind: 'J' | 'B'): string =>
  `${kind}-${Array.from(randomBytes(12), (byte) => base32[byte & 31]).join('')}`;

/** What a job is made from, checked and with every default filled in; saved with it and never changed. */
export type JobMaterial = SavedRequest & { title: string };

export function newJob(material: JobMaterial, retryOf?: JobId): Job {
  return {
    jobId: newId('J'),
    title: material.title,
    status: 'Queued',
    // The click that asked for it and all that follows from it have one ID.
    correlationId: currentCorrelationId(),
    ...(material.preset && { preset: material.preset }),
    brief: material.brief,
    ...(material.ownText && { ownText: material.ownText }),
    render: material.render,
    ...(material.withStandIns && { withStandIns: true }),
    steps: stepNames.map((name) => ({
      name,
      status: 'Pending',
      progressPct: 0,
      errors: [],
      correlationId: randomUUID(),
    })),
    percent: 0,
    isFinalizing: false,
    warnings: [],
    errors: [],
    degradations: [],
    createdUtc: new Date().toISOString(),
    ...(retryOf && { retryOf }),
    ...(material.batchId !== undefined && { batchId: material.batchId }),
    canResume: false,
  };
}

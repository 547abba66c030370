import { Brief } from '../../src-shared/brief.ts';
import type { Job } from '../../src-shared/job.ts';
import { openDatabase } from '../storage/database.ts';
import { EventJournal } from './event-journal.ts';
import { JobStore } from './job-store.ts';
import { newJob, type JobMaterial } from './new-job.ts';

const material: JobMaterial = { title: 'Tides', brief: Brief.parse({ topic: 'Tides' }), render: {} };
export const someJob = (): Job => newJob(material);

/** A journal on a real database, without anything that runs. */
export function openJournal(dataFolder: string, saveIntervalMs = 30_000) {
  const database = openDatabase(dataFolder);
  const store = new JobStore(database);
  const journal = new EventJournal(database, store, () => saveIntervalMs);
  const addJob = (owner = 'nobody'): Job => {
    const job = someJob();
    const { title: _title, ...request } = material;
    store.insert(job, request, owner, undefined);
    return job;
  };
  return { database, store, journal, addJob };
}

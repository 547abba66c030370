import type { Settings } from '../../src-shared/settings.ts';
import type { EventJournal } from '../jobs/event-journal.ts';
import type { JobDesk } from '../jobs/job-desk.ts';
import { outputFolderOf } from '../jobs/job-runner.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { OwnerLock } from '../jobs/owner-lock.ts';
import type { Database } from '../storage/database.ts';
import { Batches } from './batches.ts';
import { BatchRunner } from './batch-runner.ts';
import { BatchStore } from './batch-store.ts';
import { BatchNews } from './watch-batches.ts';

interface BatchParts {
  database: Database;
  store: JobStore;
  journal: EventJournal;
  desk: JobDesk;
  lock: OwnerLock;
  settings: () => Settings;
  dataFolder: string;
  videosFolder: string;
  runs: 'all' | 'own';
  shouldResume: () => boolean;
  closing: AbortSignal;
}

/** Batches with what runs them; nothing moves until the runner is started. */
export function openBatches(parts: BatchParts): { batches: Batches; runner: BatchRunner } {
  const { settings, videosFolder } = parts;
  const store = new BatchStore(parts.database);
  const news = new BatchNews();
  const runner = new BatchRunner({
    ...parts,
    batches: store,
    changed: (batchId) => news.changed(batchId),
  });
  const outputFolder = (): string => outputFolderOf(settings(), videosFolder);
  return { batches: new Batches({ ...parts, batches: store, runner, news, outputFolder }), runner };
}

import type { JobListUpdate } from '../../src-shared/ipc.ts';
import type { JobId } from '../../src-shared/job.ts';
import type { EventJournal } from './event-journal.ts';
import type { JobStore } from './job-store.ts';

/** A list needs no more than a few pictures a second; between two of them only the last state of a job counts. */
const gapMs = 200;
/** How often the jobs of other processes are looked at. */
const foreignLookMs = 1000;

/** All jobs, then each that changes or goes; a slow reader finds one update a job, never a heap of old ones. */
export async function* watchAll(
  { journal, store }: { journal: EventJournal; store: JobStore },
  signal: AbortSignal,
): AsyncGenerator<JobListUpdate> {
  const waiting = new Map<JobId, JobListUpdate>();
  let wake: () => void = () => undefined;
  const add = (jobId: JobId, update: JobListUpdate) => {
    waiting.set(jobId, update);
    wake();
  };
  const off = journal.onChange({
    changed: (job) => add(job.jobId, { kind: 'changed', job }),
    removed: (jobId) => add(jobId, { kind: 'removed', jobId }),
  });
  let known = store.fingerprints();
  const lookTimer = setInterval(() => {
    known = lookAround(store, known, add);
  }, foreignLookMs);
  lookTimer.unref();
  const onAbort = () => {
    // At once, not when the reader comes back: the database may be closed by then.
    clearInterval(lookTimer);
    wake();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    yield { kind: 'all', jobs: store.list() };
    while (true) {
      signal.throwIfAborted();
      if (waiting.size === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const updates = [...waiting.values()];
      waiting.clear();
      yield* updates;
      await new Promise((resolve) => setTimeout(resolve, gapMs));
    }
  } finally {
    clearInterval(lookTimer);
    signal.removeEventListener('abort', onAbort);
    off();
  }
}

/** What has another fingerprint than before was changed, here or elsewhere; telling it twice does no harm. */
function lookAround(
  store: JobStore,
  before: Map<JobId, string>,
  add: (jobId: JobId, update: JobListUpdate) => void,
): Map<JobId, string> {
  const now = store.fingerprints();
  for (const [jobId, fingerprint] of now) {
    const job = before.get(jobId) === fingerprint ? undefined : store.find(jobId);
    if (job) add(jobId, { kind: 'changed', job });
  }
  for (const jobId of before.keys()) {
    if (!now.has(jobId)) add(jobId, { kind: 'removed', jobId });
  }
  return now;
}

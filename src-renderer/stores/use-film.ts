import { useEffect, useState } from 'react';
import type { FilmState } from '../../src-shared/ipc.ts';
import type { Job } from '../../src-shared/job.ts';
import { call } from '../studio-client.ts';

const settleMs = 150;

/** The job's film as far as it has come; asked for again whenever the job got further. */
export function useFilm(job: Job | undefined, sceneAt?: number): FilmState | undefined {
  const [film, setFilm] = useState<{ jobId: string; film: FilmState }>();
  const jobId = job?.jobId;
  const progress = job && `${job.status} ${sceneAt ?? 0} ${job.steps.map((step) => step.status).join(' ')}`;
  useEffect(() => {
    if (!jobId) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      call('jobs.film', { jobId }).then(
        (answer) => isWanted && setFilm({ jobId, film: answer }),
        // The film is a picture of the job; its failures are told by the job itself.
        () => undefined,
      );
    }, settleMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [jobId, progress]);
  return film && film.jobId === jobId ? film.film : undefined;
}

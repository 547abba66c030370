import { makeStyles } from '@fluentui/react-components';
import type { FilmState } from '../../src-shared/ipc.ts';
import type { Job } from '../../src-shared/job.ts';
import { JobTitle } from '../parts/job-title.tsx';
import { secondsTaken } from '../parts/job-words.ts';
import { StateLabel } from '../parts/state-label.tsx';
import type { LiveJob } from '../stores/fold-job-event.ts';
import { texts } from '../texts.ts';
import { JobOverview } from './job-overview.tsx';

const useStyles = makeStyles({
  facts: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '10px' },
  body: { marginTop: '24px' },
});

interface JobStoppedProps {
  job: Job;
  film: FilmState | undefined;
  at: LiveJob['at'];
}

/** A job that stands still without having failed: canceled, interrupted or paused. */
export function JobStopped({ job, film, at }: JobStoppedProps) {
  const styles = useStyles();
  const taken = secondsTaken(job);
  return (
    <>
      <JobTitle job={job}>
        <span className={styles.facts}>
          <StateLabel job={job} />
          {job.endedUtc && taken !== undefined && texts.time.endedAfter(job.endedUtc, taken)}
        </span>
      </JobTitle>
      <div className={styles.body}>
        <JobOverview job={job} film={film} at={at} />
      </div>
    </>
  );
}

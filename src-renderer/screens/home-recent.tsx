import { Link, makeStyles } from '@fluentui/react-components';
import type { Job } from '../../src-shared/job.ts';
import { ErrorCard } from '../parts/error-card.tsx';
import { JobTile } from '../parts/job-tile.tsx';
import { NewestVideo } from '../parts/newest-video.tsx';
import { NextVideoLine } from '../parts/next-video-line.tsx';
import { useRowStyles } from '../parts/row-styles.ts';
import { goTo } from '../stores/route-store.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    padding: '28px 32px 40px',
    '@media (max-width: 1099px)': { padding: '24px 28px 32px' },
  },
  head: { display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', marginTop: '30px' },
  totals: { display: 'flex', columnGap: '16px', alignItems: 'baseline' },
  link: { fontWeight: 500 },
  top: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 632fr) minmax(0, 268fr) minmax(0, 268fr)',
    gap: '28px 24px',
    marginTop: '13px',
  },
  rest: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
    gap: '28px 24px',
    marginTop: '28px',
  },
  big: { gridRow: 'span 2', minWidth: 0 },
  restOnly: { marginTop: '13px' },
  failure: { marginTop: '16px' },
});

const besideNewest = 4;
const shownJobs = 21;

/** A line for the next film, the newest one large, the others as bare pictures in order. */
export function HomeRecent({ jobs }: { jobs: Job[] }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { run, failure } = useAction();
  const videos = jobs.filter((job) => job.output);
  const newest = videos[0];
  const others = jobs.filter((job) => job !== newest).slice(0, shownJobs);
  const bytes = videos.reduce((sum, job) => sum + (job.output?.sizeBytes ?? 0), 0);
  const beside = newest ? others.slice(0, besideNewest) : [];
  const rest = others.slice(beside.length);
  return (
    <div className={styles.root}>
      <NextVideoLine run={run} />
      {failure && (
        <div className={styles.failure}>
          <ErrorCard failure={failure} />
        </div>
      )}
      <div className={styles.head}>
        <h1 className={rows.pageTitle}>{texts.home.recent}</h1>
        <span className={styles.totals}>
          <span className={rows.meta}>{texts.home.totals(videos.length, bytes)}</span>
          <Link as="button" className={styles.link} onClick={() => goTo({ page: 'jobs' })}>
            {texts.home.allJobs}
          </Link>
        </span>
      </div>
      {newest && (
        <div className={styles.top}>
          <div className={styles.big}>
            <NewestVideo job={newest} run={run} />
          </div>
          {beside.map((job) => (
            <JobTile key={job.jobId} job={job} />
          ))}
        </div>
      )}
      {rest.length > 0 && (
        <div className={`${styles.rest} ${newest ? '' : styles.restOnly}`}>
          {rest.map((job) => (
            <JobTile key={job.jobId} job={job} />
          ))}
        </div>
      )}
    </div>
  );
}

import { makeStyles, tokens } from '@fluentui/react-components';
import type { Job } from '../../src-shared/job.ts';
import { ago } from '../figures.ts';
import { goTo } from '../stores/route-store.ts';
import { texts } from '../texts.ts';
import { JobThumb } from './job-thumb.tsx';
import { activityWords, lengthWords } from './job-words.ts';
import { ProgressLine } from './progress-line.tsx';
import { useRowStyles } from './row-styles.ts';
import { StateLabel } from './state-label.tsx';

const useStyles = makeStyles({
  root: {
    display: 'block',
    width: '100%',
    minWidth: 0,
    padding: 0,
    border: 'none',
    borderRadius: '6px',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    textAlign: 'left',
  },
  place: { position: 'relative', display: 'block' },
  thumb: { width: '100%', aspectRatio: '16 / 9' },
  activity: {
    position: 'absolute',
    left: '10px',
    right: '10px',
    bottom: '10px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: 500,
    color: '#ffffff',
  },
  bar: { marginTop: '6px' },
  title: {
    display: 'block',
    marginTop: '9px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: 500,
  },
});

/** A film among the recent ones: bare picture, title and one line. */
export function JobTile({ job }: { job: Job }) {
  const styles = useStyles();
  const rows = useRowStyles();
  return (
    <button type="button" className={styles.root} onClick={() => goTo({ page: 'job', jobId: job.jobId })}>
      <span className={styles.place}>
        <JobThumb job={job} className={styles.thumb} />
        {job.status === 'Running' && (
          <span className={styles.activity}>
            <span className={rows.oneLine}>{activityWords(job)}</span>
            <ProgressLine value={job.percent} label={texts.drawer.progress} isThin className={styles.bar} />
          </span>
        )}
      </span>
      <span className={`${styles.title} ${rows.oneLine}`} title={job.title} dir="auto">
        {job.title}
      </span>
      {job.status === 'Succeeded' ? (
        <span className={rows.hint}>{texts.joined(lengthWords(job), ago(job.endedUtc ?? job.createdUtc))}</span>
      ) : (
        <StateLabel job={job} />
      )}
    </button>
  );
}

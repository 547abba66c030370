import { makeStyles, mergeClasses, tokens, Tooltip } from '@fluentui/react-components';
import type { Job } from '../../src-shared/job.ts';
import { closeDrawer, openDrawer, useDrawer } from '../stores/drawer-store.ts';
import { useAllJobs } from '../stores/jobs-store.ts';
import { percent as percentWords } from '../figures.ts';
import { texts } from '../texts.ts';
import { secondsLeft } from './job-words.ts';
import { ProgressRing } from './progress-ring.tsx';

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: '7px',
    height: '28px',
    padding: '0 10px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  open: { backgroundColor: tokens.colorSubtleBackgroundSelected, color: tokens.colorNeutralForeground1 },
  time: { '@media (max-width: 1099px)': { display: 'none' } },
  long: { '@media (max-width: 860px)': { display: 'none' } },
  short: { '@media (min-width: 861px)': { display: 'none' } },
});

/** Opens the drawer on the job last touched, or on one that runs; closes it when it is open. */
export function toggleDrawer(jobs: readonly Job[]): void {
  const { isOpen, jobId } = useDrawer.getState();
  if (isOpen) return closeDrawer();
  const running = jobs.find((job) => job.status === 'Running') ?? jobs.find((job) => job.status === 'Queued');
  const shown = jobs.find((job) => job.jobId === jobId);
  const target = shown?.status === 'Running' || !running ? (shown ?? jobs[0]) : running;
  if (target) openDrawer(target.jobId);
}

/** How far the work is, from every page. */
export function JobChip() {
  const styles = useStyles();
  const jobs = useAllJobs() ?? [];
  const isOpen = useDrawer((state) => state.isOpen);
  const running = jobs.filter((job) => job.status === 'Running');
  const queued = jobs.filter((job) => job.status === 'Queued');
  const [first] = running;
  if (!first && queued.length === 0) return null;
  const percent = running.reduce((sum, job) => sum + job.percent, 0) / Math.max(1, running.length);
  const left = first && running.length === 1 && !isOpen ? secondsLeft(first) : undefined;
  return (
    <Tooltip content={texts.chip.tooltip} relationship="description" showDelay={700}>
      <button
        type="button"
        className={mergeClasses(styles.root, isOpen && styles.open)}
        aria-expanded={isOpen}
        aria-label={chipWords(running, queued.length)}
        onClick={() => toggleDrawer(jobs)}
      >
        <ProgressRing percent={percent} />
        <span className={styles.short}>{running.length > 1 ? running.length : percentWords(percent)}</span>
        <span className={styles.long}>
          {chipWords(running, queued.length)}
          {left !== undefined && <span className={styles.time}> · {texts.time.left(left)}</span>}
        </span>
      </button>
    </Tooltip>
  );
}

function chipWords(running: Job[], queuedCount: number): string {
  const [first] = running;
  if (!first) return texts.chip.queued(queuedCount);
  if (running.length > 1) return texts.chip.several(running.length);
  return first.isFinalizing ? texts.chip.finalizing : texts.chip.running(first.percent);
}

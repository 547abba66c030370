import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Job } from '../../src-shared/job.ts';
import { ago } from '../figures.ts';
import { goTo } from '../stores/route-store.ts';
import { texts } from '../texts.ts';
import { DeleteQuestion } from './delete-question.tsx';
import { JobThumb } from './job-thumb.tsx';
import { activityWords, lengthWords, tookWords } from './job-words.ts';
import { ProgressLine } from './progress-line.tsx';
import { RenameField } from './rename-field.tsx';
import { useRowStyles } from './row-styles.ts';
import { StateLabel } from './state-label.tsx';

export type RowMode = 'plain' | 'renaming' | 'deleting';

export const useJobRowStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 56px',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  asking: { minHeight: '56px', padding: '8px' },
  grid: {
    display: 'grid',
    gridTemplateColumns: '64px minmax(120px, 2fr) 150px minmax(0, 2fr) 56px 72px 104px',
    alignItems: 'center',
    columnGap: '16px',
    '@media (max-width: 1099px)': { gridTemplateColumns: '64px minmax(120px, 2fr) 150px minmax(0, 2fr) 48px 60px' },
    '@container page (max-width: 960px)': { gridTemplateColumns: '64px minmax(100px, 2fr) 150px 48px 56px' },
  },
  reason: { minWidth: 0, '@container page (max-width: 960px)': { display: 'none' } },
  made: {
    '@media (max-width: 1099px)': { display: 'none' },
    '@container page (max-width: 960px)': { display: 'none' },
  },
  columns: {
    // The button at a row's end and the gap before it.
    padding: '0 36px 8px 8px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: 500,
    color: tokens.colorNeutralForeground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  open: {
    flexGrow: 1,
    minWidth: 0,
    height: '56px',
    padding: '0 0 0 8px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    textAlign: 'left',
  },
  title: { fontWeight: 500 },
  thumb: { width: '64px', height: '36px', borderRadius: '4px' },
  progress: { display: 'flex', alignItems: 'center', columnGap: '12px', minWidth: 0 },
  bar: { width: '90px', flexShrink: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  figure: { textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

interface JobRowProps {
  job: Job;
  /** 1 is next; 0 is not queued. */
  queuePlace: number;
  mode: RowMode;
  run: (work: () => Promise<unknown>) => Promise<void>;
  onMode: (mode: RowMode) => void;
  onMenu: (target: { getBoundingClientRect(): DOMRect }) => void;
}

/** One job in the list. Enter opens it, F2 renames, Delete asks, Shift+F10 shows the rest. */
export function JobRow({ job, queuePlace, mode, run, onMode, onMenu }: JobRowProps) {
  const styles = useJobRowStyles();
  const close = () => onMode('plain');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2') onMode('renaming');
    if (event.key === 'Delete' && job.status !== 'Running') onMode('deleting');
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    event.preventDefault();
    const { clientX, clientY, currentTarget } = event;
    // The keyboard's menu key points nowhere: then the menu opens at the row.
    const isPointed = clientX > 0 || clientY > 0;
    onMenu(isPointed ? { getBoundingClientRect: () => new DOMRect(clientX, clientY, 0, 0) } : currentTarget);
  };
  if (mode !== 'plain')
    return (
      <li className={mergeClasses(styles.row, styles.asking)}>
        {mode === 'renaming' ? (
          <RenameField job={job} run={run} onClose={close} />
        ) : (
          <DeleteQuestion job={job} run={run} onClose={close} />
        )}
      </li>
    );
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={mergeClasses(styles.grid, styles.open)}
        onClick={() => goTo({ page: 'job', jobId: job.jobId })}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
      >
        <JobCells job={job} queuePlace={queuePlace} />
      </button>
      <Button
        appearance="subtle"
        icon={<MoreHorizontalRegular />}
        aria-label={texts.jobs.moreOf(job.title)}
        onClick={(event) => onMenu(event.currentTarget)}
      />
    </li>
  );
}

function JobCells({ job, queuePlace }: { job: Job; queuePlace: number }) {
  const styles = useJobRowStyles();
  const rows = useRowStyles();
  const reason = queuePlace > 0 ? texts.jobs.inQueue(queuePlace) : job.errors.at(-1)?.message;
  return (
    <>
      <JobThumb job={job} className={styles.thumb} />
      <span className={mergeClasses(rows.oneLine, styles.title)} title={job.title} dir="auto">
        {job.title}
      </span>
      <StateLabel job={job} />
      <span className={styles.reason}>
        {job.status === 'Running' ? (
          <span className={styles.progress}>
            <ProgressLine value={job.percent} label={texts.drawer.progress} isThin className={styles.bar} />
            <span className={mergeClasses(rows.oneLine, styles.quiet)}>{activityWords(job)}</span>
          </span>
        ) : (
          job.status !== 'Succeeded' && (
            <span className={mergeClasses(rows.oneLine, queuePlace > 0 && styles.quiet)} title={reason}>
              {reason}
            </span>
          )
        )}
      </span>
      <span className={mergeClasses(styles.figure, rows.meta)}>{lengthWords(job)}</span>
      <span className={mergeClasses(styles.figure, rows.meta)}>{tookWords(job)}</span>
      <span className={mergeClasses(styles.figure, styles.made, rows.meta)}>{ago(job.createdUtc)}</span>
    </>
  );
}

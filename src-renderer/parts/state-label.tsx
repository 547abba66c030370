import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Job } from '../../src-shared/job.ts';
import { stateWords } from './job-words.ts';
import { StateIcon } from './state-icon.tsx';

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: '6px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: 500,
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground3,
    '& svg': { flexShrink: 0 },
  },
  Running: { color: tokens.colorCompoundBrandForeground1 },
  Succeeded: { color: tokens.colorStatusSuccessForeground1 },
  Failed: { color: tokens.colorStatusDangerForeground1 },
  Paused: { color: tokens.colorStatusWarningForeground1 },
  Interrupted: { color: tokens.colorStatusWarningForeground1 },
  Queued: {},
  Canceled: {},
});

/** A job's state by icon and word. */
export function StateLabel({ job, words }: { job: Job; words?: string }) {
  const styles = useStyles();
  return (
    <span className={mergeClasses(styles.root, styles[job.status])}>
      <StateIcon state={job.status} percent={job.percent} sizePx={16} />
      {words ?? stateWords(job)}
    </span>
  );
}

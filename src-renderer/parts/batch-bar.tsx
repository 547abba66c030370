import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Batch, BatchRowStatus } from '../../src-shared/batch.ts';
import { texts } from '../texts.ts';
import { StateIcon } from './state-icon.tsx';

const useStyles = makeStyles({
  bar: { display: 'flex', columnGap: '2px', height: '6px', margin: '24px 0 12px' },
  part: { minWidth: '4px', borderRadius: '3px', transition: 'flex-grow 160ms linear' },
  Succeeded: { backgroundColor: tokens.colorStatusSuccessBackground3 },
  Failed: { backgroundColor: tokens.colorStatusDangerBackground3 },
  Running: { backgroundColor: tokens.colorCompoundBrandBackground },
  Queued: { backgroundColor: tokens.colorNeutralBackground6 },
  Canceled: { backgroundColor: tokens.colorNeutralBackground5 },
  words: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '24px',
    rowGap: '4px',
    minHeight: '20px',
  },
  count: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: '6px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: 500,
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground3,
  },
  SucceededWords: { color: tokens.colorStatusSuccessForeground1 },
  FailedWords: { color: tokens.colorStatusDangerForeground1 },
  RunningWords: { color: tokens.colorCompoundBrandForeground1 },
  left: {
    marginLeft: 'auto',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
});

const order = ['Succeeded', 'Failed', 'Running', 'Queued', 'Canceled'] as const satisfies readonly BatchRowStatus[];
/** Before anything runs, what can be made comes first. */
const draftOrder = ['Queued', 'Failed'] as const satisfies readonly BatchRowStatus[];

/** How many rows stand where: as a bar and in the same words. */
export function BatchBar({ batch }: { batch: Batch }) {
  const styles = useStyles();
  const { counts, status, percent, etaSeconds } = batch;
  const numbers: Record<BatchRowStatus, number> = {
    Succeeded: counts.succeeded,
    Failed: counts.failed,
    Running: counts.running,
    Queued: counts.queued,
    Canceled: counts.canceled,
  };
  const isDraft = status === 'Draft';
  const present = (isDraft ? draftOrder : order).filter((one) => numbers[one] > 0);
  const left = etaSeconds === undefined ? undefined : (isDraft ? texts.batch.takes : texts.batch.left)(etaSeconds);
  return (
    <>
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a progress element has one part only
        role="progressbar"
        aria-label={texts.batch.progress}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={isDraft ? 0 : Math.floor(percent)}
        className={styles.bar}
      >
        {present.map((one) => (
          <div
            key={one}
            className={mergeClasses(styles.part, styles[one])}
            style={{ flexGrow: numbers[one], flexBasis: 0 }}
          />
        ))}
      </div>
      <div className={styles.words}>
        {present.map((one) => (
          <span
            key={one}
            className={mergeClasses(
              styles.count,
              one === 'Succeeded' && styles.SucceededWords,
              one === 'Failed' && styles.FailedWords,
              one === 'Running' && styles.RunningWords,
            )}
          >
            <StateIcon state={one} percent={percent} sizePx={16} />
            {wordsOf(one, numbers[one], isDraft)}
          </span>
        ))}
        <span className={styles.left}>{left}</span>
      </div>
    </>
  );
}

function wordsOf(status: BatchRowStatus, number: number, isDraft: boolean): string {
  const { counts } = texts.batch;
  if (isDraft && status === 'Queued') return counts.ready(number);
  if (isDraft && status === 'Failed') return counts.refused(number);
  const words = {
    Succeeded: counts.succeeded,
    Failed: counts.failed,
    Running: counts.running,
    Queued: counts.queued,
    Canceled: counts.canceled,
  };
  return words[status](number);
}

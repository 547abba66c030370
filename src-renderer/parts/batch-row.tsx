import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { PlayFilled } from '@fluentui/react-icons/svg/play';
import type { BatchRow as Row } from '../../src-shared/batch.ts';
import { clock, span } from '../figures.ts';
import { openDrawer } from '../stores/drawer-store.ts';
import { goTo } from '../stores/route-store.ts';
import { texts } from '../texts.ts';
import { ProgressLine } from './progress-line.tsx';
import { useRowStyles } from './row-styles.ts';
import { StateIcon } from './state-icon.tsx';

export const batchRowPx = 44;

export const useBatchRowStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: '36px minmax(120px, 2fr) 128px minmax(0, 2.2fr) 56px 64px 88px',
    alignItems: 'center',
    columnGap: '12px',
    height: `${batchRowPx}px`,
    padding: '0 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontSize: tokens.fontSizeBase300,
    '@container page (max-width: 820px)': {
      gridTemplateColumns: '36px minmax(100px, 1.4fr) 116px minmax(0, 2fr) 88px',
    },
  },
  row: { ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover } },
  failed: { backgroundColor: tokens.colorNeutralBackground3 },
  columns: { height: '36px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  number: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  title: {
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: 'inherit',
    fontFamily: 'inherit',
    fontSize: 'inherit',
    fontWeight: 500,
    lineHeight: '32px',
    textAlign: 'left',
    borderRadius: tokens.borderRadiusMedium,
  },
  state: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: '6px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: 500,
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground3,
  },
  Running: { color: tokens.colorCompoundBrandForeground1 },
  Succeeded: { color: tokens.colorStatusSuccessForeground1 },
  Failed: { color: tokens.colorStatusDangerForeground1 },
  Queued: {},
  Canceled: {},
  progress: { display: 'flex', alignItems: 'center', columnGap: '12px', minWidth: 0 },
  bar: { width: '90px', flexShrink: 0 },
  figure: {
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground3,
    '@container page (max-width: 820px)': { display: 'none' },
  },
  end: { justifySelf: 'end', minWidth: 0 },
});

interface BatchRowProps {
  row: Row;
  isDraft: boolean;
  onMakeNext: ((row: Row) => void) | undefined;
}

/** One row: its state, why it failed or how far it is, and the way to its film. */
export function BatchRow({ row, isDraft, onMakeNext }: BatchRowProps) {
  const styles = useBatchRowStyles();
  const rows = useRowStyles();
  const { status, title, jobId, output, tookSeconds } = row;
  const words = (isDraft && texts.batch.draftState[status]) || texts.batch.rowState[status];
  return (
    <div className={mergeClasses(styles.grid, styles.row, status === 'Failed' && styles.failed)}>
      <span className={styles.number}>{row.row}</span>
      <button
        type="button"
        data-batch-row={row.row}
        className={mergeClasses(styles.title, rows.oneLine)}
        title={title}
        dir="auto"
        onClick={() => jobId && openDrawer(jobId)}
      >
        {title}
      </button>
      <span className={mergeClasses(styles.state, styles[status])}>
        <StateIcon state={status} percent={row.percent ?? 0} sizePx={16} />
        {words}
      </span>
      <Reason row={row} />
      <span className={styles.figure}>{output ? clock(output.durationSeconds) : ''}</span>
      <span className={styles.figure}>
        {status === 'Succeeded' && tookSeconds !== undefined ? span(tookSeconds) : ''}
      </span>
      <RowEnd row={row} onMakeNext={onMakeNext} />
    </div>
  );
}

function Reason({ row }: { row: Row }) {
  const styles = useBatchRowStyles();
  const rows = useRowStyles();
  if (row.status === 'Running') {
    return (
      <span className={styles.progress}>
        <ProgressLine
          key={row.jobId}
          value={row.percent ?? 0}
          label={texts.batch.rowProgress(row.title)}
          isThin
          className={styles.bar}
        />
        <span className={mergeClasses(rows.hint, rows.oneLine)}>
          {texts.batch.rowFacts(row.step && texts.step.title(row.step), row.detail)}
        </span>
      </span>
    );
  }
  const reason = row.status === 'Failed' ? row.error?.message : undefined;
  return (
    <span className={rows.oneLine} title={reason}>
      {reason}
    </span>
  );
}

function RowEnd({ row, onMakeNext }: Pick<BatchRowProps, 'row' | 'onMakeNext'>) {
  const styles = useBatchRowStyles();
  const { jobId, title, status } = row;
  const open = () => jobId && goTo({ page: 'job', jobId });
  if (status === 'Queued' && onMakeNext)
    return (
      <Button
        className={styles.end}
        appearance="subtle"
        size="small"
        icon={<ArrowUpRegular />}
        aria-label={texts.batch.nextOf(title)}
        title={texts.batch.next}
        onClick={() => onMakeNext(row)}
      />
    );
  if (!jobId) return <span />;
  return status === 'Succeeded' ? (
    <Button
      className={styles.end}
      appearance="subtle"
      size="small"
      icon={<PlayFilled />}
      aria-label={texts.batch.playOf(title)}
      onClick={open}
    >
      {texts.batch.play}
    </Button>
  ) : (
    <Button
      className={styles.end}
      appearance={status === 'Failed' ? 'outline' : 'subtle'}
      size="small"
      aria-label={texts.batch.openOf(title)}
      onClick={open}
    >
      {texts.batch.open}
    </Button>
  );
}

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { BatchRow as Row } from '../../src-shared/batch.ts';
import type { Failure } from '../../src-shared/failure.ts';
import { clock, span } from '../figures.ts';
import { openDrawer } from '../stores/drawer-store.ts';
import { texts } from '../texts.ts';
import { BatchRowEnd } from './batch-row-end.tsx';
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
  const [isReasonOpen, setReasonOpen] = useState(false);
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
        onClick={() => (jobId ? openDrawer(jobId) : setReasonOpen(true))}
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
      <BatchRowEnd row={row} onMakeNext={onMakeNext} isReasonOpen={isReasonOpen} onReason={setReasonOpen} />
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
  const reason = row.status === 'Failed' && row.error ? withoutPlace(row.error) : undefined;
  return (
    <span className={rows.oneLine} title={row.error?.message}>
      {reason}
    </span>
  );
}

/** The row's number stands in its first column already, and space is for one line only. */
function withoutPlace({ message, details }: Failure): string {
  const place = `Row ${String(details?.['row'])}, ${String(details?.['place'])}`;
  return message.startsWith(place) ? message.slice(place.length).replace(/^[:,] /, '') : message;
}

import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { TimelineRegular } from '@fluentui/react-icons/svg/timeline';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { LogEntry } from '../../src-shared/log.ts';
import { timeOfDay } from '../figures.ts';
import { goTo } from '../stores/route-store.ts';
import { texts } from '../texts.ts';
import { useRowStyles } from './row-styles.ts';
import { StateIcon } from './state-icon.tsx';

const useStyles = makeStyles({
  list: { position: 'relative', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  item: {
    position: 'absolute',
    top: 0,
    left: 0,
    width: '100%',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  row: {
    display: 'grid',
    gridTemplateColumns: '60px 84px 80px minmax(0, 1fr) 64px',
    alignItems: 'center',
    columnGap: '12px',
    width: '100%',
    minHeight: '28px',
    padding: '0 8px',
    border: 'none',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    textAlign: 'left',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    '@container page (max-width: 760px)': { gridTemplateColumns: '64px 76px minmax(0, 1fr) 56px' },
  },
  numbered: { gridTemplateColumns: '40px 60px 84px 80px minmax(0, 1fr) 64px' },
  chosen: { backgroundColor: tokens.colorSubtleBackgroundSelected },
  wide: { '@container page (max-width: 760px)': { display: 'none' } },
  quiet: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  level: { display: 'flex', alignItems: 'center', columnGap: '6px', color: tokens.colorNeutralForeground3 },
  warn: { color: tokens.colorStatusWarningForeground1 },
  error: { color: tokens.colorStatusDangerForeground1 },
  figure: { textAlign: 'right' },
  gist: { marginLeft: '10px', color: tokens.colorNeutralForeground3 },
  more: { padding: '4px 8px 12px 268px', '@container page (max-width: 760px)': { paddingLeft: '8px' } },
  data: {
    margin: '0 0 8px',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase100,
    lineHeight: '17px',
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
});

const rowHeightPx = 29;

interface LogListProps {
  entries: readonly LogEntry[];
  /** Keeps the newest line in sight. */
  isFollowing: boolean;
  /** The line to be opened and brought into sight. */
  line: number | undefined;
}

/** Thousands of lines, of which only those in sight are drawn; the page itself scrolls. Enter opens a line. */
export function LogList({ entries, isFollowing, line }: LogListProps) {
  const styles = useStyles();
  const list = useRef<HTMLUListElement>(null);
  const [offsetPx, setOffset] = useState(0);
  const [opened, setOpened] = useState<number>();
  const scroller = (): HTMLElement | null => list.current?.closest('main') ?? null;
  const isEmpty = entries.length === 0;
  useLayoutEffect(() => {
    const page = scroller();
    if (!page || !list.current) return;
    setOffset(list.current.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop);
  }, [isEmpty]);
  // oxlint-disable-next-line react/incompatible-library -- its answers are used here and passed to no other part
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: scroller,
    estimateSize: () => rowHeightPx,
    scrollMargin: offsetPx,
    overscan: 12,
  });
  const wantedIndex = line === undefined ? -1 : entries.findIndex((entry) => entry.line === line);
  const bringInSight = useEffectEvent((index: number, align: 'center' | 'end') =>
    virtual.scrollToIndex(index, { align }),
  );
  useEffect(() => {
    if (wantedIndex === -1) return;
    setOpened(wantedIndex);
    bringInSight(wantedIndex, 'center');
  }, [wantedIndex, offsetPx]);
  useEffect(() => {
    if (isFollowing && entries.length > 0) bringInSight(entries.length - 1, 'end');
  }, [isFollowing, entries.length]);
  return (
    <ul ref={list} className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label={texts.log.list}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const entry = entries[index];
        return (
          entry && (
            <li
              key={index}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.item}
              style={{ transform: `translateY(${start - offsetPx}px)` }}
              aria-setsize={entries.length}
              aria-posinset={index + 1}
            >
              <LogRow
                entry={entry}
                isOpen={opened === index}
                onToggle={() => setOpened(opened === index ? undefined : index)}
              />
            </li>
          )
        );
      })}
    </ul>
  );
}

function LogRow({ entry, isOpen, onToggle }: { entry: LogEntry; isOpen: boolean; onToggle: () => void }) {
  const styles = useStyles();
  const rows = useRowStyles();
  const { line, level, message, timestamp, step, durationMs, data } = entry;
  return (
    <>
      <button
        type="button"
        className={mergeClasses(styles.row, line !== undefined && styles.numbered, isOpen && styles.chosen)}
        aria-expanded={isOpen}
        onClick={onToggle}
      >
        {line !== undefined && <span className={mergeClasses(styles.quiet, styles.figure, styles.wide)}>{line}</span>}
        <span className={styles.quiet}>{timeOfDay(timestamp)}</span>
        <span className={mergeClasses(styles.level, (level === 'warn' || level === 'error') && styles[level])}>
          {level === 'warn' && <StateIcon state="Degraded" sizePx={14} />}
          {level === 'error' && <StateIcon state="Failed" sizePx={14} />}
          {texts.log.levelWords[level]}
        </span>
        <span className={mergeClasses(styles.quiet, styles.wide)}>{step}</span>
        <span className={rows.oneLine} dir="auto">
          {message}
          <span className={styles.gist}>{gistOf(data)}</span>
        </span>
        <span className={mergeClasses(styles.quiet, styles.figure)}>
          {durationMs === undefined ? '' : texts.log.took(durationMs)}
        </span>
      </button>
      {isOpen && <LogDetails entry={entry} />}
    </>
  );
}

function LogDetails({ entry }: { entry: LogEntry }) {
  const styles = useStyles();
  const { timestamp, message, jobId, correlationId, data } = entry;
  return (
    <div className={styles.more}>
      <pre className={styles.data}>
        {[timestamp, message, jobId && `job ${jobId}`, correlationId && `correlation ${correlationId}`, pretty(data)]
          .filter(Boolean)
          .join('\n')}
      </pre>
      {correlationId && (
        <Button size="small" icon={<TimelineRegular />} onClick={() => goTo({ page: 'trace', correlationId })}>
          {texts.log.trace}
        </Button>
      )}
    </div>
  );
}

/** The one thing that tells a line from its like. */
function gistOf(data: string | undefined): string {
  const { code, purpose, provider, call: name, jobId } = (data ? JSON.parse(data) : {}) as Record<string, unknown>;
  const gist = code ?? purpose ?? provider ?? name ?? jobId;
  return typeof gist === 'string' ? gist : '';
}

function pretty(data: string | undefined): string | undefined {
  return data && JSON.stringify(JSON.parse(data), undefined, 2);
}

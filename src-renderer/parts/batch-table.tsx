import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { BatchDetail, BatchRow as Row } from '../../src-shared/batch.ts';
import { texts } from '../texts.ts';
import { BatchRow, batchRowPx, useBatchRowStyles } from './batch-row.tsx';
import { useRowStyles } from './row-styles.ts';

const useStyles = makeStyles({
  root: { marginTop: '20px' },
  list: { position: 'relative' },
  item: { position: 'absolute', top: 0, left: 0, width: '100%' },
});

/** The page scrolls, not the table: only the rows in sight are in the document, and their true number is told. */
export function BatchTable({ detail, onMove }: { detail: BatchDetail; onMove: (row: Row, place: number) => void }) {
  const styles = useStyles();
  const { batch, rows } = detail;
  const list = useRef<HTMLUListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const [focused, setFocused] = useState<number>();
  useLayoutEffect(() => setScrollMargin(offsetInPage(list.current)), [batch.status, rows.length]);
  // It re-renders on scroll by design.
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pageOf(list.current),
    estimateSize: () => batchRowPx,
    overscan: 8,
    scrollMargin,
    // The row that has the focus stays in the document wherever the page is scrolled to.
    rangeExtractor: (range: Range) => withRow(defaultRangeExtractor(range), focused),
  });
  useLayoutEffect(() => {
    const row = focused === undefined ? undefined : rows[focused];
    if (row) focusRow(list.current, row.row);
    // Only the keys move the focus; rows that change must not steal it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [focused]);
  const waiting = ['Draft', 'Running', 'Paused'].includes(batch.status)
    ? rows.filter(({ status }) => status === 'Queued')
    : [];
  const moved = useRef<number>(undefined);
  useLayoutEffect(() => {
    // A row that was moved by the keys takes the focus along: the browser drops it when the element is put elsewhere.
    if (moved.current !== undefined && document.activeElement === document.body) focusRow(list.current, moved.current);
  }, [rows]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    const at = rows.findIndex(({ row }) => String(row) === (event.target as HTMLElement).dataset['batchRow']);
    const row = rows[at];
    if (step === undefined || !row) return;
    event.preventDefault();
    moved.current = event.altKey ? row.row : undefined;
    if (!event.altKey) return setFocused(Math.min(rows.length - 1, Math.max(0, at + step)));
    const place = waiting.indexOf(row);
    if (place !== -1) onMove(row, Math.min(waiting.length - 1, Math.max(0, place + step)));
  };
  return (
    <div className={styles.root}>
      <Columns />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys of the buttons in it */}
      <ul
        ref={list}
        aria-label={texts.batch.title}
        className={styles.list}
        style={{ height: `${virtual.getTotalSize()}px` }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (!row) return null;
          const mayMove = waiting.indexOf(row) > 0;
          return (
            <li
              key={row.row}
              aria-label={texts.batch.rowOf(row.row, row.title)}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              className={styles.item}
              style={{ transform: `translateY(${start - scrollMargin}px)` }}
            >
              <BatchRow
                row={row}
                isDraft={batch.status === 'Draft'}
                onMakeNext={mayMove ? () => onMove(row, 0) : undefined}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Columns() {
  const styles = useBatchRowStyles();
  const rows = useRowStyles();
  const { columns } = texts.batch;
  return (
    <div className={mergeClasses(styles.grid, styles.columns, rows.label)} aria-hidden="true">
      <span>{columns.row}</span>
      <span>{columns.topic}</span>
      <span>{columns.state}</span>
      <span>{columns.progress}</span>
      <span className={styles.figure}>{columns.length}</span>
      <span className={styles.figure}>{columns.took}</span>
      <span />
    </div>
  );
}

const focusRow = (list: HTMLElement | null, row: number): void =>
  list?.querySelector<HTMLElement>(`[data-batch-row="${row}"]`)?.focus();

const withRow = (indexes: number[], row: number | undefined): number[] =>
  row === undefined || indexes.includes(row) ? indexes : [...indexes, row].sort((one, other) => one - other);

const pageOf = (element: HTMLElement | null): HTMLElement | null => element?.closest('main') ?? null;

function offsetInPage(element: HTMLElement | null): number {
  const page = pageOf(element);
  if (!element || !page) return 0;
  return element.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop;
}

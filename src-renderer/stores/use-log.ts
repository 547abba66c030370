import { useEffect, useState } from 'react';
import type { Failure } from '../../src-shared/failure.ts';
import type { LogEntry, LogFilter } from '../../src-shared/log.ts';
import { stream } from '../studio-client.ts';
import { failureOf } from './failure-of.ts';

export interface LogView {
  entries: readonly LogEntry[];
  filteredCount: number;
  /** Lines that fit and are not shown: there are more than a window should hold. */
  olderCount: number;
  /** False while what is there already is still being read. */
  isLive: boolean;
  failure?: Failure;
}

const mostEntries = 20_000;
/** Lines are shown in batches: a chatty log must not cost the window its frames. */
const batchMs = 100;
const nothingYet: LogView = { entries: [], filteredCount: 0, olderCount: 0, isLive: false };

/** The log as the filter lets it through, as it is and as it grows. */
export function useLog(filter: LogFilter): LogView {
  const key = JSON.stringify(filter);
  const [view, setView] = useState({ key, view: nothingYet });
  useEffect(() => {
    const stopping = new AbortController();
    void followLog(JSON.parse(key) as LogFilter, stopping.signal, (next) => setView({ key, view: next }));
    return () => stopping.abort();
  }, [key]);
  return view.key === key ? view.view : nothingYet;
}

async function followLog(filter: LogFilter, signal: AbortSignal, show: (view: LogView) => void): Promise<void> {
  let view = nothingYet;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    if (!signal.aborted) show(view);
  };
  try {
    for await (const update of stream('log.watch', filter, { signal })) {
      view = joined(view, update);
      timer ??= setTimeout(flush, batchMs);
    }
  } catch (error) {
    if (!signal.aborted) show({ ...view, failure: failureOf(error) });
  }
}

function joined(view: LogView, update: Omit<LogView, 'failure'>): LogView {
  const all = update.entries.length === 0 ? view.entries : [...view.entries, ...update.entries];
  const surplus = Math.max(0, all.length - mostEntries);
  const dropped = view.olderCount - (view === nothingYet ? 0 : update.olderCount);
  return {
    entries: surplus > 0 ? all.slice(surplus) : all,
    filteredCount: update.filteredCount,
    olderCount: update.olderCount + Math.max(0, dropped) + surplus,
    isLive: update.isLive,
  };
}

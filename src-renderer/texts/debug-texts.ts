import type { DebugSummary } from '../../src-shared/batch-debug.ts';
import { clock, count, counted, joined, size, span } from '../figures.ts';

type ProviderEnvironment = DebugSummary['environment']['providers'][number];

/** A server tells whole seconds: less than two says nothing. */
const clockWords = (skewMs: number): string | undefined =>
  Math.abs(skewMs) < 2000
    ? undefined
    : `this computer’s clock is ${span(Math.abs(skewMs) / 1000)} ${skewMs < 0 ? 'behind' : 'ahead'}`;

/** What Diagnostics › Batch debug says. */
export const debugTexts = {
  debug: {
    on: (left: string) => `Requests are recorded, ${left} left`,
    onByEnvironment: 'Requests are recorded as long as the app runs: AURA_BATCH_DEBUG is set.',
    off: 'Nothing is recorded. It costs nothing while it is off.',
    left: (seconds: number) => clock(seconds),
    enable: (minutes: number) => `Record for ${minutes} minutes`,
    extend: (minutes: number) => `Extend to ${minutes} minutes`,
    disable: 'Stop recording',
    minutes: 'For how long',
    minutesOf: (minutes: number) => `${minutes} minutes`,
    explain:
      'Every request that jobs send to providers is written down: when, how long, which status. Keys are taken out.',
    sessions: 'Sessions',
    none: 'No session yet. Record, then run a job that asks a provider.',
    showAll: (sessions: number) => `Show all ${count(sessions)}`,
    viewSummary: 'View Summary',
    viewSummaryOf: (job: string) => `View Summary of ${job}`,
    download: 'Download Full Log',
    downloadOf: (job: string) => `Download Full Log of ${job}`,
    saved: (path: string) => `Saved as ${path}`,
    cleanup: 'Clean up',
    cleanupDays: 'Older than, in days',
    cleaned: (files: number, bytes: number) => `${counted(files, 'file', 'files')} deleted, ${size(bytes)} freed`,
    summaryOf: (title: string) => `Requests of ${title}`,
    successRate: (value: number, successful: number, total: number) =>
      `${value} % succeeded, ${count(successful)} of ${counted(total, 'request', 'requests')}`,
    rateBar: 'Success rate',
    chart: (total: number, seconds: number, statuses: readonly string[]) =>
      `${counted(total, 'request', 'requests')} over ${span(seconds)}. ${statuses.join(', ')}`,
    chartStart: 'first request',
    chartEnd: (seconds: number) => `${span(seconds)} later`,
    omitted: (requests: number) =>
      `${counted(requests, 'request is', 'requests are')} counted whose details did not fit into the file.`,
    statuses: 'Status codes',
    status: (code: string, number: number) => `${code === 'none' ? 'No answer' : code}: ${count(number)}`,
    patterns: 'What failed',
    advice: 'What to change',
    apply: 'Apply',
    applyOf: (title: string) => `Apply ${title}`,
    undo: 'Undo',
    undoOf: (title: string) => `Undo ${title}`,
    applied: (title: string) => `Applied. ${title}`,
    environment: ({ provider, endpoint, model, requests, latency_ms, clock_skew_ms }: ProviderEnvironment) =>
      joined(
        provider,
        endpoint,
        model ?? undefined,
        counted(requests, 'request', 'requests'),
        `${count(latency_ms)} ms`,
        clockWords(clock_skew_ms ?? 0),
      ),
    testTitle: 'Test item',
    testHint:
      'Sends one row of a batch to its provider, for real, and shows all that is sent and comes. It may cost a little.',
    testRow: 'Row',
    testBatch: 'Batch',
    test: 'Test item',
    testNoBatch: 'There is no batch yet to take a row from.',
    testOutcome: (provider: string, status: string, ms: number) =>
      `${provider} answered ${status} after ${count(ms)} ms`,
    noAnswer: 'nothing',
    sent: 'Sent',
    received: 'Received',
    help: 'How to read this',
  },
};

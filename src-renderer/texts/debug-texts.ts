import { clock, count, counted, percent, size } from '../figures.ts';

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
    chart: (total: number, failed: number, seconds: number) =>
      `${counted(total, 'request', 'requests')} over ${count(Math.max(1, Math.round(seconds)))} s, ${count(failed)} failed. Failed ones are in the accent.`,
    statuses: 'Status codes',
    status: (code: string, number: number) => `${code === 'none' ? 'No answer' : code}: ${count(number)}`,
    patterns: 'What failed',
    advice: 'What to change',
    apply: 'Apply',
    applyOf: (title: string) => `Apply ${title}`,
    applied: (title: string) => `Applied. ${title}`,
    environment: (provider: string, endpoint: string, latencyMs: number, skewMs: number | null) =>
      `${provider} at ${endpoint}, ${count(latencyMs)} ms${skewMs === null ? '' : `, clock ${count(Math.abs(Math.round(skewMs / 1000)))} s ${skewMs < 0 ? 'behind' : 'ahead'}`}`,
    testTitle: 'Test item',
    testHint: 'Sends one row of a batch to its provider, for real, and shows all of it.',
    testRow: 'Row',
    testBatch: 'Batch',
    test: 'Test item',
    testNoBatch: 'There is no batch yet to take a row from.',
    testOutcome: (provider: string, status: string, ms: number) =>
      `${provider} answered ${status} after ${count(ms)} ms`,
    noAnswer: 'nothing',
    rate: (value: number) => percent(value),
  },
};

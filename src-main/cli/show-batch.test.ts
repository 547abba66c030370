import { expect, test } from 'vitest';
import { BatchWishes, type Batch, type BatchRow, type BatchUpdate } from '../../src-shared/batch.ts';
import { showBatch } from './show-batch.ts';
import type { Terminal } from './terminal.ts';

const batch = (counts: Partial<Batch['counts']>, more: Partial<Batch> = {}): Batch => ({
  ...{ batchId: 'B-ABCDEFGHJKMN', name: 'tips.csv', status: 'Running', outputFolder: '/films', concurrency: 1 },
  ...{ wishes: BatchWishes.parse({}), notes: [], percent: 40, createdUtc: '2026-05-01T10:00:00Z' },
  counts: { total: 30, queued: 0, running: 0, succeeded: 0, failed: 0, canceled: 0, ...counts },
  ...more,
});
const row = (number: number, status: BatchRow['status'], more: Partial<BatchRow> = {}): BatchRow => ({
  ...{ row: number, position: number, title: `Tip ${number}`, status, ...more },
});
const error = { code: 'InvalidInput:seed', message: 'Row 2, line 3: no', remediation: '', correlationId: 'x' };

async function shown(isLive: boolean, updates: BatchUpdate[]) {
  const lines: string[] = [];
  const live: string[] = [];
  const terminal: Terminal = {
    answer: () => undefined,
    complain: (text) => lines.push(text),
    liveLine: (text) => live.push(text),
    isLive,
    exit: () => undefined,
  };
  await showBatch(
    (async function* () {
      yield* updates;
    })(),
    terminal,
  );
  return { lines, live };
}

const updates: BatchUpdate[] = [
  {
    isWhole: true,
    batch: batch({ queued: 28, running: 1, failed: 1 }, { etaSeconds: 200 }),
    rows: [
      row(1, 'Running', { percent: 12.6, step: 'narration', detail: '1 of 3\u001b[2J' }),
      row(2, 'Failed', { error }),
      ...Array.from({ length: 28 }, (_, index) => row(index + 3, 'Queued')),
    ],
  },
  {
    isWhole: false,
    batch: batch({ queued: 27, running: 1, failed: 1, succeeded: 1 }),
    rows: [row(1, 'Succeeded', { tookSeconds: 8.4 }), row(3, 'Running')],
  },
];
const atRest: BatchUpdate = {
  isWhole: false,
  batch: batch({ succeeded: 2, failed: 28 }, { status: 'Ended' }),
  rows: [row(3, 'Succeeded', { tookSeconds: 5 })],
};

test('a terminal shows a live table: counts, time left, what runs, what failed and what comes next', async () => {
  const { lines, live } = await shown(true, updates);
  expect(lines).toEqual([]);
  const [first = '', second = '', last] = live;
  const table = first.split('\n');
  expect(table[0]).toBe('40 % · 0 of 30 succeeded · 1 failed · 1 running · 28 queued · about 4 min left');
  expect(table[1]).toBe('   1  Running    Tip 1  12 % narration · 1 of 3 [2J');
  expect(table[2]).toBe('   2  Failed     Tip 2  Row 2, line 3: no (InvalidInput:seed)');
  expect(table[3]).toContain('Tip 3');
  expect(table).toHaveLength(13);
  expect(second).toContain('   3  Running');
  expect(second).not.toContain('Tip 1 ');
  // The table goes when it is over.
  expect(last).toBe('');
});

test('elsewhere each row that came to its end is a line', async () => {
  const { lines } = await shown(false, updates);
  expect(lines).toEqual(['   1  Succeeded  Tip 1  8 s']);
  const whole = await shown(false, [...updates, atRest, ...updates]);
  // The last row is told, and nothing after it.
  expect(whole.lines).toEqual(['   1  Succeeded  Tip 1  8 s', '   3  Succeeded  Tip 3  5 s']);
});

import { expect, test } from 'vitest';
import { JobProgress } from './job-progress.ts';
import { ProgressNews } from './progress-news.ts';

function steadyRun(secondsOfWork: number) {
  let nowMs = 0;
  const progress = new JobProgress(0, () => nowMs);
  return (second: number) => {
    nowMs = second * 1000;
    return progress.advance('mux', second / secondsOfWork);
  };
}

test('no time left is told in the first five seconds, then a true one', () => {
  const at = steadyRun(80);
  for (let second = 1; second < 5; second++) expect(at(second).etaSeconds).toBeUndefined();
  for (let second = 5; second <= 40; second++) at(second);
  // Mux alone is 80 of 100 parts, so at half of it 40 are done in 40 s: 60 more parts at a part a second.
  expect(at(41).etaSeconds).toBeGreaterThan(50);
  expect(at(42).etaSeconds).toBeLessThan(70);
});

test('percent never falls, whatever a step says, and 100 is left to the end', () => {
  const progress = new JobProgress(30);
  expect(progress.advance('script', 1).percent).toBe(30);
  const high = progress.advance('mux', 0.8).percent;
  expect(progress.advance('mux', 0.1).percent).toBe(high);
  expect(progress.advance('mux', Number.NaN).percent).toBe(high);
  for (const step of ['preflight', 'script', 'narration', 'broll', 'subtitles', 'mux'] as const)
    progress.advance(step, 7);
  expect(progress.advance('mux', 1).percent).toBe(99);
});

test('steps that were skipped do not make the work look fast', () => {
  let nowMs = 0;
  const progress = new JobProgress(0, () => nowMs);
  nowMs = 600;
  progress.skip('narration');
  progress.skip('broll');
  for (let second = 1; second <= 20; second++) {
    nowMs = 600 + second * 1000;
    progress.advance('mux', second / 200);
  }
  expect(progress.advance('mux', 0.1).etaSeconds).toBeGreaterThan(100);
});

test('at most ten a second are told, the last one always, and words stay', async () => {
  const told: { percent: number; detail?: string | undefined }[] = [];
  const news = new ProgressNews((progress) => told.push(progress));
  const endMs = performance.now() + 500;
  let percent = 0;
  while (performance.now() < endMs) {
    const detail = percent === 0 ? { detail: 'Drawing' } : {};
    news.add({ kind: 'step-progress', step: 'mux', progressPct: 0, percent: percent++, ...detail });
    if (percent % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(told.length).toBeLessThanOrEqual(7);
  expect(told.length).toBeGreaterThan(2);
  expect(told.at(-1)?.percent).toBe(percent - 1);
  expect(told[0]?.detail).toBe('Drawing');
});

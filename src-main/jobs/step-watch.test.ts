import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patienceMs, StepWatch, type StepLimits } from './step-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const seconds = (count: number): void => void vi.advanceTimersByTime(count * 1000);

function watch(limits: Partial<StepLimits> = {}) {
  const told: string[] = [];
  const watched = new StepWatch({
    limits: { stepMs: 0, jobMs: 0, askMs: 30_000, stopMs: 120_000, ...limits },
    onAsk: (purpose) => told.push(`ask ${purpose ?? 'step'}`),
    onCalm: () => told.push('calm'),
    onStop: (why) => told.push(why),
  });
  return { watched, told };
}

test('a step without a sign of life is asked about after 30 s and stopped after 120 s', () => {
  const { told } = watch();
  seconds(29);
  expect(told).toEqual([]);
  seconds(1);
  expect(told).toEqual(['ask step']);
  seconds(89);
  expect(told).toEqual(['ask step']);
  seconds(1);
  expect(told).toEqual(['ask step', 'Stalled']);
  seconds(1000);
  expect(told).toHaveLength(2);
});

test('a sign of life takes the question back', () => {
  const { watched, told } = watch();
  seconds(40);
  watched.sign();
  seconds(1);
  expect(told).toEqual(['ask step', 'calm']);
  seconds(28);
  expect(told).toHaveLength(2);
});

test('a program that stands still is named, also while the step itself goes on', () => {
  const { watched, told } = watch();
  for (let still = 1; still <= 120; still++) {
    watched.look({ purpose: 'soundtrack', stillSeconds: still });
    watched.look({ purpose: 'segment 1', stillSeconds: 0 });
    seconds(1);
  }
  expect(told).toEqual(['ask soundtrack', 'Stalled']);
});

test('a program that has ended is forgotten', () => {
  const { watched, told } = watch();
  watched.look({ purpose: 'segment 1', stillSeconds: 29 });
  for (let second = 0; second < 200; second++) {
    watched.sign();
    seconds(1);
  }
  expect(told).toEqual([]);
});

test('to wait keeps question and end away for five minutes, once', () => {
  const { watched, told } = watch();
  seconds(30);
  watched.wait();
  expect(told).toEqual(['ask step', 'calm']);
  seconds(patienceMs / 1000 + 29);
  expect(told).toHaveLength(2);
  seconds(1);
  expect(told.at(-1)).toBe('ask step');
  seconds(90);
  expect(told.at(-1)).toBe('Stalled');
});

test('a step that takes too long in all is timed out however lively it is, and 0 is no limit', () => {
  const { watched, told } = watch({ stepMs: 60_000 });
  const { watched: other, told: otherTold } = watch({ askMs: 0, stopMs: 0 });
  for (let second = 0; second < 60; second++) {
    watched.sign();
    seconds(1);
  }
  expect(told).toEqual(['StepTimeout']);
  seconds(100_000);
  expect(otherTold).toEqual([]);
  expect(other.workedMs).toBeGreaterThan(100_000_000);
  other.close();
});

test('what is left of the job’s time bounds the step too', () => {
  const { watched, told } = watch({ stepMs: 60_000, jobMs: 10_000 });
  seconds(10);
  expect(told).toEqual(['StepTimeout']);
  watched.close();
});

test('a clock that jumps and a computer that sleeps let nothing time out', () => {
  const { told } = watch({ stepMs: 60_000 });
  seconds(10);
  // The clock of the wall and the monotonic one jump; the timers did not run meanwhile.
  vi.setSystemTime(Date.now() + 86_400_000);
  seconds(10);
  expect(told).toEqual([]);
});

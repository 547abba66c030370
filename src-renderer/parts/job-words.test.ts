import { describe, expect, test } from 'vitest';
import { Brief } from '../../src-shared/brief.ts';
import type { Job, StepName, StepStatus } from '../../src-shared/job.ts';
import { stepNames } from '../../src-shared/step-titles.ts';
import { announcementFor } from './announcements.ts';
import { failureButtons } from './failure-buttons.ts';
import { sceneAt } from './film-images.ts';
import { makingWords, stateWords, timeLeftWords, unfinishedStep } from './job-words.ts';

const startedUtc = '2026-03-01T10:00:00.000Z';
const after = (seconds: number) => Date.parse(startedUtc) + seconds * 1000;

function aJob(part: Partial<Job> = {}, statuses: Partial<Record<StepName, StepStatus>> = {}): Job {
  return {
    jobId: 'J-000000000000',
    title: 'Tea',
    status: 'Running',
    correlationId: 'test',
    brief: Brief.parse({ topic: 'Tea' }),
    render: {},
    steps: stepNames.map((name) => ({
      name,
      status: statuses[name] ?? 'Pending',
      progressPct: 0,
      errors: [],
      correlationId: 'test',
    })),
    percent: 0,
    isFinalizing: false,
    warnings: [],
    errors: [],
    degradations: [],
    createdUtc: startedUtc,
    startedUtc,
    canResume: false,
    ...part,
  };
}
const failedWith = (code: string) =>
  aJob(
    { status: 'Failed', errors: [{ code, message: 'M.', remediation: 'R.', correlationId: 'test' }] },
    { preflight: 'Succeeded', script: 'Succeeded', narration: 'Failed' },
  );

describe('time left', () => {
  test('is not told before five seconds of work', () => {
    expect(timeLeftWords(aJob({ etaSeconds: 18 }), after(4.9))).toBe('');
    expect(timeLeftWords(aJob({ etaSeconds: 18 }), after(5))).toBe('about 18 s left');
  });

  test('is not made up where nothing was measured', () => {
    expect(timeLeftWords(aJob(), after(60))).toBe('');
  });

  test('gives way to “finalizing” at the end, and to nothing once it is over', () => {
    expect(timeLeftWords(aJob({ isFinalizing: true, etaSeconds: 3 }), after(60))).toBe('finalizing');
    expect(timeLeftWords(aJob({ status: 'Succeeded', etaSeconds: 3 }), after(60))).toBe('');
  });
});

test('a failed job says at which step', () => {
  expect(stateWords(failedWith('OutOfDiskSpace'))).toBe('Failed at narration');
});

test('a retry goes on at the step that failed, a canceled job at the first that is not done', () => {
  expect(unfinishedStep(failedWith('OutOfDiskSpace'))).toBe('narration');
  expect(unfinishedStep(aJob({ status: 'Canceled' }, { preflight: 'Succeeded', script: 'Canceled' }))).toBe('script');
});

describe('buttons for a failure', () => {
  test.each([
    ['FFmpegNotFound', 'runSystemCheck'],
    ['MissingCodec:libx264', 'runSystemCheck'],
    ['MissingApiKey:OPENAI_API_KEY', 'openSettings'],
    ['TransientNetworkFailure', 'retryStep'],
    ['OutOfDiskSpace', 'retryStep'],
    ['InvalidInput:voice', 'retryJob'],
    ['NeverHeardOf', 'retryStep'],
  ])('after %s the first one is %s', (code, first) => expect(failureButtons(failedWith(code))[0]).toBe(first));

  test('an interrupted job resumes; a running one has none', () => {
    expect(failureButtons(aJob({ status: 'Interrupted', canResume: true }))).toEqual([]);
    expect(failureButtons(aJob())).toEqual([]);
  });
});

describe('what a screen reader is told', () => {
  test('each step and each quarter once, and nothing in between', () => {
    const at = (percent: number, running: StepName) => aJob({ percent }, { [running]: 'Running' });
    expect(announcementFor(at(10, 'script'), at(11, 'script'))).toBeUndefined();
    expect(announcementFor(at(24, 'script'), at(26, 'narration'))?.text).toBe('Narration started. 25 percent done');
    expect(announcementFor(at(26, 'narration'), at(30, 'narration'))).toBeUndefined();
  });

  test('a failure at once, with its remedy, and only when it happens', () => {
    const failed = failedWith('OutOfDiskSpace');
    expect(announcementFor(aJob(), failed)).toEqual({ text: 'Failed. M. R.', isAssertive: true });
    expect(announcementFor(failed, failed)).toBeUndefined();
    expect(announcementFor(undefined, failed)).toBeUndefined();
  });
});

test('how a film was made is said only where it is not as usual', () => {
  expect(makingWords({})).toEqual([]);
  expect(makingWords({ level: 'Medium' })).toEqual(['Quality Medium']);
  expect(makingWords({ level: 'Low', encoder: 'h264_nvenc' })).toEqual(['Quality Low', 'Encoded by h264_nvenc']);
});

test('the scene in work follows pictures by count, speech by words and the film by time', () => {
  const scenes = [
    { sceneId: 's1', heading: 'a', narration: 'one two', durationSeconds: 2 },
    { sceneId: 's2', heading: 'b', narration: 'one two three four five six', durationSeconds: 8 },
  ];
  const film = { title: 'x', width: 16, height: 9, isFileMissing: false, scenes };
  expect(sceneAt({ step: 'broll', item: 2, total: 2 }, film)).toBe(1);
  expect(sceneAt({ step: 'narration', item: 1, total: 8 }, film)).toBe(0);
  expect(sceneAt({ step: 'narration', item: 2, total: 8 }, film)).toBe(1);
  expect(sceneAt({ step: 'mux', item: 50, total: 300 }, film)).toBe(0);
  expect(sceneAt({ step: 'mux', item: 300, total: 300 }, film)).toBe(1);
  expect(sceneAt({ step: 'subtitles', item: 1, total: 2 }, film)).toBeUndefined();
});

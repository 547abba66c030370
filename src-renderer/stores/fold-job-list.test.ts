import { expect, test } from 'vitest';
import type { Job } from '../../src-shared/job.ts';
import { foldList } from './fold-job-list.ts';

const job = (jobId: string, createdUtc: string, title = jobId) => ({ jobId, createdUtc, title }) as Job;
const [old, middle, young] = [job('a', '2026-01-01'), job('b', '2026-01-02'), job('c', '2026-01-03')];

test('the newest job stands first, however the list arrives', () => {
  expect(foldList(undefined, { kind: 'all', jobs: [old, young, middle] })).toEqual([young, middle, old]);
  expect(foldList([young, old], { kind: 'changed', job: middle })).toEqual([young, middle, old]);
});

test('a job that changed takes its old place and is there once', () => {
  const renamed = job('a', '2026-01-01', 'Renamed');
  expect(foldList([young, old], { kind: 'changed', job: renamed })).toEqual([young, renamed]);
});

test('a job that went is gone, and one that nobody knows changes nothing', () => {
  expect(foldList([young, old], { kind: 'removed', jobId: 'a' })).toEqual([young]);
  expect(foldList([young], { kind: 'removed', jobId: 'x' })).toEqual([young]);
});

import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Job } from '../../src-shared/job.ts';
import { appRoot } from '../runtime/app-files.ts';
import { createStudio } from '../studio.ts';
import { aura } from './aura.test-support.ts';

const guide = await readFile(join(appRoot, 'docs', 'operations.md'), 'utf8');
const commands = [...guide.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) => block.trim().split('\n'));

let folder: string;
let job: Job;

/** A job that failed, as the guide is for. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-operations-'));
  const studio = await createStudio({ dataFolder: join(folder, 'data'), videosFolder: folder, isOffline: true });
  await studio.settings.set('rendering.ffmpegPath', '/no/such/ffmpeg');
  const { jobId } = await studio.jobs.create({
    brief: { topic: 'Tides', durationSeconds: 10, music: 'none' },
    render: { resolution: { width: 320, height: 320 }, quality: 'fast' },
  });
  job = await studio.jobs.whenEnded(jobId);
  await studio.settings.set('rendering.ffmpegPath', null);
  await studio.close();
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** The guide's words in capitals, for this job. */
function filledIn(command: string): string[] {
  const file = /settings validate/.test(command)
    ? join(folder, 'data', 'settings.json')
    : join(folder, /snapshot/.test(command) ? 'heap.heapsnapshot' : /report/.test(command) ? 'report.json' : 'job.zip');
  const words: Record<string, string> = {
    JOB: job.jobId,
    CORRELATION_ID: job.correlationId,
    FILE: file,
    BREAKER: 'OpenAI-LLM',
  };
  return command.split(' ').map((word) => words[word] ?? word);
}

test('the guide has commands, and a failed job to try them on', () => {
  expect(job.status).toBe('Failed');
  expect(commands.length).toBeGreaterThan(20);
  expect(commands.every((command) => command.startsWith('aura '))).toBe(true);
});

test.for(commands.map((command, index) => [index + 1, command] as const))(
  'operations.md, command %s: %s',
  { timeout: 300_000 },
  async ([, command]) => {
    const [, ...args] = filledIn(command);
    const { exitCode, answered, complaint } = await aura(...args, '--data-dir', join(folder, 'data'));
    const said = [...answered, complaint].join('\n');
    expect(said).not.toMatch(/^\s+at .*:\d+/m);
    // Well, or well but not as wished.
    expect([0, 4], said).toContain(exitCode);
  },
);

test('a bundle is made although the list of jobs and its backup are rubbish', async () => {
  const dataFolder = join(folder, 'data');
  const names = (await readdir(dataFolder)).filter((name) => name.startsWith('studio.db'));
  for (const name of names) await writeFile(join(dataFolder, name), randomBytes(20_000));
  const zip = join(folder, 'best effort.zip');
  const made = await aura('bundle', job.jobId, '--out', zip, '--data-dir', dataFolder);
  expect(made).toMatchObject({ exitCode: 0, answer: zip });
  expect(made.complaint).toContain('The list of jobs was damaged');
  expect((await aura('bundle', 'verify', zip)).exitCode).toBe(0);
});

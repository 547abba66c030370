import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DebugLog } from '../src-shared/batch-debug.ts';
import type { BatchDetail } from '../src-shared/batch.ts';
import type { Job } from '../src-shared/job.ts';
import { loopbackKeys, startLoopback, type Loopback } from '../src-main/providers/loopback/loopback.test-support.ts';
import { askAura, killAura, startAura, type AuraRun } from './aura-process.ts';
import { filesBelow, roundsOf } from './campaign.ts';
import { expect, expectNoFfmpeg, ffmpegsAtOnce, test, type Profile } from './launch.ts';
import { probe } from './media-facts.ts';

// AURA_BATCH_TEXTS=50 is the whole campaign.
const texts = roundsOf('AURA_BATCH_TEXTS', 12);
const atOnce = 2;
test.setTimeout(120_000 + texts * 20_000);

interface BatchAnswer {
  batchId: string;
  total: number;
  succeeded: number;
  failed: number;
  items: BatchDetail['rows'];
}

/** Rows that cannot be made: which, and by what. */
const bad = [
  { row: 2, field: 'theme', cells: 'text-2.md,pink,,1:1' },
  { row: 5, field: 'output', cells: 'text-5.md,,films/five,1:1' },
  { row: 9, field: 'text', cells: 'nowhere.md,,,1:1' },
];

let loopback: Loopback;
test.beforeAll(async () => {
  loopback = await startLoopback();
});
test.afterAll(() => loopback.close());

test(`${texts} texts, three bad rows, two providers that fail in turns and a kill -9: all others are made, once each`, async ({
  profile,
}) => {
  const folder = join(profile.root, 'tables');
  const films = join(profile.root, 'films');
  const table = join(folder, 'tips.csv');
  await mkdir(folder);
  for (let row = 1; row <= texts; row++) await writeFile(join(folder, `text-${row}.md`), `Tip ${row}.\n`);
  await writeTable(table, (row) => bad.find((one) => one.row === row)?.cells);
  await writeSettings(profile);
  // Each of them refuses every second request: where both do, the studio speaks itself.
  for (const provider of ['ElevenLabs', 'OpenAI'] as const) {
    loopback.fail(provider, { kind: 'status', status: 503, body: { error: 'overloaded' } }, { route: 'TTS', every: 2 });
  }
  await askAura(profile, ['debug', 'on', '--minutes', '30']);
  const watching = watchFfmpegs(profile);
  const batch = () => startAura(profile, ['--json', 'batch', table, '--out', films, ...settingsOfRun], keys);

  const first = batch();
  await untilMade(first, Math.floor(texts / 2));
  await killAura(first, 'main', profile);
  await expectNoFfmpeg(profile);
  const atKill = await sessionsOf(profile);
  expect(atKill.length).toBeGreaterThanOrEqual(Math.floor(texts / 2));
  const madeBefore = await timesOf(films);

  const second = batch();
  const { exitCode, answer } = await second.ended;
  expect(exitCode, second.said()).toBe(4);
  const told = JSON.parse(answer) as BatchAnswer;
  expect(second.said()).toContain(`Going on with ${told.batchId}`);
  expect(told).toMatchObject({ total: texts, succeeded: texts - bad.length, failed: bad.length });
  for (const { row, field } of bad) {
    const { error } = told.items[row - 1] ?? {};
    expect(error?.code).toMatch(
      field === 'text' ? /^InputFileMissing:nowhere\.md$/ : new RegExp(`^InvalidInput:${field}$`),
    );
    expect(error?.message).toMatch(new RegExp(`^Row ${row}, line ${row + 1}\\b.*${field}`));
    expect(error?.details).toMatchObject({ row, field });
  }

  await writeTable(table, () => undefined);
  const before = await timesOf(films);
  const third = startAura(profile, ['--json', 'batch', 'retry', told.batchId], keys);
  expect((await third.ended).exitCode, third.said()).toBe(0);
  const mostFfmpegs = await watching.stop();

  const jobs = (await askAura<{ jobs: Job[] }>(profile, ['jobs', 'list'])).jobs;
  expect(jobs.map(({ status }) => status)).toEqual(Array.from({ length: texts }, () => 'Succeeded'));
  expect(mostFfmpegs).toBeGreaterThan(0);
  expect(mostFfmpegs).toBeLessThanOrEqual(atOnce);
  const after = await timesOf(films);
  expect([...after.keys()].toSorted()).toEqual(
    Array.from({ length: texts }, (_, index) => `film ${index + 1}.mp4`).toSorted(),
  );
  for (const [name, time] of [...madeBefore, ...before]) expect([name, after.get(name)]).toEqual([name, time]);
  for (const name of after.keys()) expect((await probe(join(films, name))).durationSeconds).toBeGreaterThan(0.5);

  expectProvidersTookTurns(jobs);
  await expectSessionsTellAll(profile);
  const left = [...(await filesBelow(films)), ...(await filesBelow(profile.dataFolder))];
  expect(left.filter((file) => file.endsWith('.tmp'))).toEqual([]);
});

const settingsOfRun = ['--concurrency', String(atOnce), '--quality', 'fast'];
const keys = {
  ELEVENLABS_API_KEY: loopbackKeys.ELEVENLABS_API_KEY,
  OPENAI_API_KEY: loopbackKeys.OPENAI_API_KEY,
};

/** A text a row, but for those that are told otherwise. */
async function writeTable(path: string, cellsOf: (row: number) => string | undefined): Promise<void> {
  const good = (row: number): string => `text-${row}.md,,film ${row},1:1`;
  const rows = Array.from({ length: texts }, (_, index) => cellsOf(index + 1) ?? good(index + 1));
  await writeFile(path, `text,theme,output,aspect\n${rows.join('\n')}\n`);
}

async function writeSettings(profile: Profile): Promise<void> {
  const { ElevenLabs, OpenAI } = loopback.baseUrls;
  await writeFile(
    join(profile.dataFolder, 'settings.json'),
    JSON.stringify({
      rendering: { frameRate: 24, burnInCaptions: false },
      providers: {
        tts: { primary: 'ElevenLabs', fallback: ['OpenAI', 'Flite'] },
        ElevenLabs: { baseUrl: ElevenLabs },
        OpenAI: { baseUrl: OpenAI },
      },
      // Otherwise both would soon be left alone.
      resilience: { circuitBreaker: { enabled: false }, retry: { maxRetryAttempts: 0 } },
    }),
  );
}

/** Looks again and again how many are alive, from now to `stop`. */
function watchFfmpegs(profile: Profile) {
  let most = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, await ffmpegsAtOnce(profile, atOnce));
      await sleep(30);
    }
  })();
  return {
    async stop(): Promise<number> {
      isOver = true;
      await watching;
      return most;
    },
  };
}

/** Each row that came to its end is a line on standard error; the next ones are in work then. */
async function untilMade(run: AuraRun, count: number): Promise<void> {
  while ((run.said().match(/ Succeeded /g) ?? []).length < count) {
    if (run.child.exitCode !== null) throw new Error(`It ended before it was to be killed: ${run.said()}`);
    await sleep(20);
  }
}

/** When each film was written. */
async function timesOf(films: string): Promise<Map<string, number>> {
  const names = (await readdir(films)).filter((name) => name.endsWith('.mp4'));
  return new Map(
    await Promise.all(names.map(async (name) => [name, (await stat(join(films, name))).mtimeMs] as const)),
  );
}

/** Nothing was replaced where ElevenLabs spoke. */
function expectProvidersTookTurns(jobs: readonly Job[]): void {
  const speakers = jobs.map(({ degradations }) => degradations.find(({ step }) => step === 'narration')?.replacement);
  expect(new Set(speakers)).toEqual(new Set([undefined, 'OpenAI', 'Flite']));
}

async function sessionsOf(profile: Profile): Promise<DebugLog[]> {
  const folder = join(profile.dataFolder, 'debug');
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const files = await Promise.all((await readdir(folder)).filter((name) => name.endsWith('.json')).map(read));
  for (const key of Object.values(keys)) expect(files.join('')).not.toContain(key);
  return files.map((file) => DebugLog.parse(JSON.parse(file)));
}

/** A session a job, whole over the kill: only a request that was under way in that moment may be missing. */
async function expectSessionsTellAll(profile: Profile): Promise<void> {
  const sessions = await sessionsOf(profile);
  expect(new Set(sessions.map(({ job_id }) => job_id)).size).toBe(sessions.length);
  const seen = loopback.requests.filter(({ route }) => route === 'TTS').length;
  const told = sessions.reduce((sum, { total_requests }) => sum + total_requests, 0);
  expect(told).toBeLessThanOrEqual(seen);
  expect(told).toBeGreaterThanOrEqual(seen - atOnce);
  const failed = sessions.reduce((sum, { failed_requests }) => sum + failed_requests, 0);
  expect(failed).toBeGreaterThan(0);
}

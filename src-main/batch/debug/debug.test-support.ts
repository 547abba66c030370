import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import { JobRequest } from '../../../src-shared/job.ts';
import { Settings } from '../../../src-shared/settings.ts';
import { openJournal } from '../../jobs/open-journal.test-support.ts';
import { runWithCorrelation } from '../../logging/correlation.ts';
import { createProviderHttp, type ProviderHttp } from '../../providers/http/provider-http.ts';
import { loopbackKeys, startLoopback, type Loopback } from '../../providers/loopback/loopback.test-support.ts';
import { createRedactor } from '../../redaction/redactor.ts';
import { BatchDebug } from './batch-debug.ts';

/** All providers on this computer, for a file of tests. */
export let loopback: Loopback;
beforeAll(async () => {
  loopback = await startLoopback();
});
beforeEach(() => loopback.heal());
afterAll(() => loopback.close());

export const key = loopbackKeys.OPENAI_API_KEY;

interface Options {
  dataFolder?: string;
  environment?: Record<string, string>;
  connection?: object;
}

/** A debug desk on a real database and a real HTTP door, with a clock of the test's own. */
export async function debugFor({ dataFolder, environment = {}, connection = {} }: Options = {}) {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'aura-debug-')));
  const { database, store, journal, addJob } = openJournal(folder);
  const settings = () => Settings.parse({ providers: { OpenAI: { connection } } });
  const http = createProviderHttp({ settings });
  const clock = { now: Date.parse('2026-05-01T10:55:00Z') };
  const redactor = createRedactor();
  const open = () =>
    new BatchDebug({
      ...{ database, store, http, settings, environment, dataFolder: folder },
      providers: { scriptWriters: [], narrators: [], illustrators: [] },
      requestOf: () => JobRequest.parse({ brief: { topic: 'Tides' } }),
      redact: (value) => redactor.redactValue(value),
      now: () => clock.now,
    });
  const debug = open();
  onTestFinished(async () => {
    await debug.close();
    await http.close();
    database.close();
  });
  const sessionFiles = () => readdir(join(folder, 'debug')).catch(() => []);
  return { debug, open, http, clock, folder, sessionFiles, store, journal, addJob };
}

/** One request of a job; what it fails with is the provider's business. */
export const ask = (http: ProviderHttp, jobId: string, item = 's1', attempt = 1) =>
  runWithCorrelation(
    '11111111-2222-4333-8444-555555555555',
    () =>
      http
        .forProvider({ provider: 'OpenAI', kind: 'LLM' })
        .send({
          url: `${loopback.baseUrls.OpenAI}/models`,
          headers: { Authorization: `Bearer ${key}`, Cookie: 'session=secretCookieValue42' },
          signal: new AbortController().signal,
          expects: 'json',
        })
        .catch(() => undefined),
    { jobId, item, attempt },
  );

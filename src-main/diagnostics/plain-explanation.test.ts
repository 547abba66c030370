import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { StudioError } from '../../src-shared/failure.ts';
import { Settings } from '../../src-shared/settings.ts';
import { deskFor, tides } from '../jobs/test-desk.test-support.ts';
import { loopbackKeys } from '../providers/loopback/loopback.test-support.ts';
import { openProviders } from '../providers/loopback/open-providers.test-support.ts';
import { loopbackWords } from '../providers/loopback/script-protocols.test-support.ts';
import type { ScriptWriter } from '../providers/provider.ts';
import { guardOffline } from '../runtime/offline-guard.ts';
import { callsOfJob } from '../resilience/call-ledger.ts';
import { createDiagnostics } from './create-diagnostics.ts';

let opened: Awaited<ReturnType<typeof openProviders>>;
beforeAll(async () => void (opened = await openProviders()));
beforeEach(() => {
  opened.keys.held = loopbackKeys;
  opened.loopback.heal();
});
afterAll(() => opened.close());

const canary = ['sk', 'proj', 'Canary7Of1No2Real3Key4Qx'].join('-');
const never = new AbortController().signal;

/** A job that a secret and a home folder stand in the failure of, and the diagnostics that may ask the loopback's models. */
async function failed(wished: Record<string, unknown> = {}) {
  const settings = Settings.parse({ providers: { llm: { primary: 'OpenAI' } }, ...wished });
  const made = await deskFor(
    () => {
      throw new StudioError('InvalidApiKey:OpenAI', {
        message: `OpenAI refused ${canary} of /home/margarethe/films for <evidence> of the film.`,
        details: { provider: 'OpenAI', status: 401, body: `{"error":{"message":"no such key: ${canary}"}}` },
      });
    },
    { settings },
  );
  const { jobId } = await made.desk.create(tides);
  await made.desk.whenEnded(jobId);
  const writers = opened.all.filter((provider): provider is ScriptWriter => provider.kind === 'LLM');
  const diagnostics = createDiagnostics({
    ...made,
    settings: () => settings,
    flushLog: async () => undefined,
    chat: {
      writers,
      resilience: made.resilience,
      keys: { get: (name) => opened.keys.held[name] },
    },
  });
  return { ...made, jobId, diagnostics };
}

test('what is sent is what was shown: the evidence, and no secret in any form', async () => {
  const { jobId, diagnostics, database } = await failed();
  const evidence = await diagnostics.plainEvidence(jobId);
  expect(evidence.asks).toMatchObject({ provider: 'OpenAI', isLocal: false });
  expect(evidence.sent).toContain('InvalidApiKey');
  const answer = await diagnostics.explainPlainly(jobId, 'OpenAI', never);
  expect(answer).toMatchObject({ text: loopbackWords, provider: 'OpenAI', model: evidence.asks?.model });
  const [request] = opened.loopback.requests;
  const messages = request?.json?.['messages'] as { content: string }[];
  expect(messages.map(({ content }) => content).join('\n\n')).toBe(evidence.sent);
  for (const secret of [canary, 'margarethe', Buffer.from(canary).toString('base64')])
    expect(request?.text).not.toContain(secret);
  // What stands in the evidence cannot close its tag.
  expect(evidence.sent.match(/<\/?evidence>/g)).toHaveLength(3);
  expect(opened.loopback.problems).toEqual([]);
  // It is paid like every call, and the job's.
  expect(callsOfJob(database, jobId).filter(({ kind }) => kind === 'LLM')).toMatchObject([
    { provider: 'OpenAI', tokens: 700 },
  ]);
});

test.each(['Anthropic', 'Google', 'LocalLLM'] as const)('%s answers in plain words', async (primary) => {
  const { jobId, diagnostics } = await failed({ providers: { llm: { primary } } });
  expect((await diagnostics.explainPlainly(jobId, primary, never)).text).toBe(loopbackWords);
  expect(opened.loopback.problems).toEqual([]);
});

test('without a chat model in line, without its key and without the budget nothing is sent', async () => {
  const alone = await failed({ providers: { llm: { primary: 'Template' } } });
  const evidence = await alone.diagnostics.plainEvidence(alone.jobId);
  expect(evidence.asks).toBeUndefined();
  expect(evidence.hint).toContain('Settings, Providers');
  await expect(alone.diagnostics.explainPlainly(alone.jobId, undefined, never)).rejects.toMatchObject({
    code: 'NotFound:chat model',
  });
  const poor = await failed({ budget: { perMonth: 0.000_001 } });
  await expect(poor.diagnostics.explainPlainly(poor.jobId, 'OpenAI', never)).rejects.toMatchObject({
    code: 'QuotaExceeded:budget',
  });
  opened.keys.held = {};
  const keyless = await failed();
  expect((await keyless.diagnostics.plainEvidence(keyless.jobId)).asks).toBeUndefined();
  await expect(keyless.diagnostics.explainPlainly(keyless.jobId, 'OpenAI', never)).rejects.toMatchObject({
    code: 'MissingApiKey:OPENAI_API_KEY',
  });
  expect(opened.loopback.requests).toEqual([]);
});

test('offline a model over the network is not asked, and one on this computer is', async () => {
  const { jobId, diagnostics } = await failed();
  const local = await failed({ providers: { llm: { primary: 'OpenAI', fallback: ['LocalLLM'] } } });
  onTestFinished(() => guardOffline(false));
  guardOffline(true);
  expect((await diagnostics.plainEvidence(jobId)).hint).toContain('offline');
  await expect(diagnostics.explainPlainly(jobId, 'OpenAI', never)).rejects.toMatchObject({
    code: 'ProviderUnavailable:OpenAI',
    details: { isOffline: true },
  });
  expect((await local.diagnostics.plainEvidence(local.jobId)).asks).toMatchObject({
    provider: 'LocalLLM',
    isLocal: true,
  });
  expect(opened.loopback.requests).toEqual([]);
});

test('a model that refuses or says nothing fails as a provider does, and a question can be taken back', async () => {
  const { jobId, diagnostics } = await failed({ resilience: { retry: { maxRetryAttempts: 0 } } });
  opened.loopback.fail('OpenAI', { kind: 'status', status: 503, body: {} }, { route: 'LLM', times: 1 });
  await expect(diagnostics.explainPlainly(jobId, 'OpenAI', never)).rejects.toMatchObject({
    code: 'ProviderUnavailable:OpenAI',
  });
  opened.loopback.fail('OpenAI', { kind: 'slow', delayMs: 30_000 }, { route: 'LLM', times: 1 });
  const cancel = new AbortController();
  const asked = diagnostics.explainPlainly(jobId, 'OpenAI', cancel.signal);
  const seen = opened.loopback.requests.length;
  await expect.poll(() => opened.loopback.requests.length).toBeGreaterThan(seen);
  cancel.abort(new Error('taken back'));
  await expect(asked).rejects.toThrow('taken back');
});

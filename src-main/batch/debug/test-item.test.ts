import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { JobRequest } from '../../../src-shared/job.ts';
import { Settings } from '../../../src-shared/settings.ts';
import { createFfmpeg } from '../../ffmpeg/create-ffmpeg.ts';
import { createProviderHttp } from '../../providers/http/provider-http.ts';
import { loopbackKeys } from '../../providers/loopback/loopback.test-support.ts';
import { createProviders } from '../../providers/provider-list.ts';
import { createRedactor } from '../../redaction/redactor.ts';
import { environmentKeys } from '../../storage/keys.ts';
import { newFolder } from '../../jobs/test-desk.test-support.ts';
import { loopback } from './debug.test-support.ts';
import { testItem } from './test-item.ts';

/** The studio's own providers, all of them at the loopback server. */
async function itemFor(chains: object, keys: Record<string, string> = loopbackKeys) {
  const addresses = Object.entries(loopback.baseUrls).map(([name, baseUrl]) => [name, { baseUrl }] as const);
  const settings = () => Settings.parse({ providers: { ...Object.fromEntries(addresses), ...chains } });
  const http = createProviderHttp({ settings });
  const ffmpeg = createFfmpeg({ recordFolder: await newFolder() });
  const providers = createProviders({ ffmpeg, http, keys: environmentKeys(keys), settings });
  onTestFinished(() => providers.close());
  const redactor = createRedactor();
  const parts = { providers, http, settings, redact: (value: unknown) => redactor.redactValue(value) };
  return (request: object) => testItem(JobRequest.parse(request), 3, parts);
}
const topic = { brief: { topic: 'Tides, told by wilhelmine@harbour-lights.org', durationSeconds: 20 } };
const temporary = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('aura-test-item-'));

test('a row of a topic is one request for its script, shown whole, without key and address', async () => {
  const item = await itemFor({ llm: { primary: 'OpenAI' } });
  const tested = await item(topic);
  expect(loopback.requests).toHaveLength(1);
  expect(tested).toMatchObject({
    ...{ provider: 'OpenAI', kind: 'LLM', row: 3 },
    requests: [{ method: 'POST', status: 200, item: 'row 3', attempt: 1, connection: 'new' }],
  });
  const [request] = tested.requests;
  // What went out and what came, as the server has it.
  expect(request?.sent_body).toContain('Tides, told by');
  expect(request?.sent_body?.length).toBeGreaterThan((loopback.requests[0]?.text.length ?? 0) - 100);
  expect(JSON.parse(request?.received_body ?? '')).toMatchObject({ model: expect.any(String) as string });
  expect(request?.request_headers['authorization']).toMatch(/redacted/i);
  expect(tested).not.toHaveProperty('failure');
  expect(JSON.stringify(tested)).not.toContain(loopbackKeys.OPENAI_API_KEY);
  expect(JSON.stringify(tested)).not.toContain('wilhelmine@');
});

test('a row of a text is one request for its narration, its sound told by its length', async () => {
  const item = await itemFor({ llm: { primary: 'OpenAI' }, tts: { primary: 'ElevenLabs' } });
  const tested = await item({ ownText: { markdown: '# Tides\n\nThe sea comes and goes.\n' } });
  expect(loopback.requests.map(({ provider, route }) => [provider, route])).toEqual([['ElevenLabs', 'TTS']]);
  expect(tested).toMatchObject({ provider: 'ElevenLabs', kind: 'TTS' });
  expect(tested.requests[0]?.sent_body).toContain('The sea comes and goes.');
  expect(tested.requests[0]?.received_body).toMatch(/\([\d,]+ characters of base64\)/);
  expect(tested).not.toHaveProperty('failure');
  expect(await temporary()).toEqual([]);
});

test('a studio that only asks for pictures tests a picture; the list of priorities counts', async () => {
  const images = {
    providers: [
      { name: 'Cards', priority: 2 },
      { name: 'Pexels', priority: 1 },
    ],
  };
  const tested = await (await itemFor({ images }))(topic);
  expect(tested).toMatchObject({ provider: 'Pexels', kind: 'Images' });
  expect(tested).not.toHaveProperty('failure');
  expect(tested.requests.map(({ status }) => status)).toEqual([200, 200]);
  expect(tested.requests[1]?.received_body).toMatch(/^\([\d,]+ bytes of image\//);
});

test.each([
  ['what a provider refuses is shown with its words', 400, 'InvalidInput'],
  ['a key that is refused is shown as such', 401, 'InvalidApiKey:OpenAI'],
  ['an overload is asked once, not tried again', 503, 'ProviderUnavailable:OpenAI'],
])('%s', async (_name, status, code) => {
  loopback.fail('OpenAI', { kind: 'status', status, body: { error: { message: `Said ${status}` } } });
  const tested = await (await itemFor({ llm: { primary: 'OpenAI' } }))(topic);
  expect(loopback.requests).toHaveLength(1);
  expect(tested.requests).toMatchObject([
    { status, received_body: expect.stringContaining(`Said ${status}`) as string },
  ]);
  expect(tested.failure?.code).toContain(code);
});

test('without a key nothing is sent, and with nothing but the studio’s own means there is nothing to send', async () => {
  const tested = await (await itemFor({ llm: { primary: 'OpenAI' } }, {}))(topic);
  expect(tested).toMatchObject({ requests: [], failure: { code: 'MissingApiKey:OPENAI_API_KEY' } });
  await expect((await itemFor({}))(topic)).rejects.toMatchObject({ code: 'Conflict:local' });
  expect(loopback.requests).toEqual([]);
});

test('bodies are kept only while an item is tested', async () => {
  const settings = () => Settings.parse({ providers: { OpenAI: { baseUrl: loopback.baseUrls.OpenAI } } });
  const http = createProviderHttp({ settings });
  onTestFinished(() => http.close());
  const bodies: (string | undefined)[] = [];
  http.onExchange(({ sentBody, receivedBody }) => bodies.push(sentBody, receivedBody));
  const send = () =>
    http.forProvider({ provider: 'OpenAI', kind: 'LLM' }).send({
      url: `${settings().providers.OpenAI.baseUrl}/models`,
      headers: { authorization: `Bearer ${loopbackKeys.OPENAI_API_KEY}` },
      signal: new AbortController().signal,
      expects: 'json',
    });
  await send();
  const stop = http.onExchange(() => undefined, { withBodies: true });
  await send();
  stop();
  await send();
  expect(bodies.map((body) => body !== undefined)).toEqual([false, false, false, true, false, false]);
});

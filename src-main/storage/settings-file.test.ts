import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseSettings } from './parse-settings.ts';
import { SettingsFile } from './settings-file.ts';

async function folderWith(text?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'aura-settings-'));
  const path = join(folder, 'settings.json');
  if (text !== undefined) await writeFile(path, text);
  return { folder, path };
}

test('remarks, order and the keys as written survive a change', async () => {
  const { folder, path } = await folderWith(`// mine
{
  "Rendering": {
    // slow machine
    "Quality": "fast", // for now
  },
  "jobs": { "concurrency": 2 }
}
`);
  const file = await SettingsFile.open(folder, '1.0.0');
  expect(file.get().rendering.quality).toBe('fast');
  const settings = await file.set('rendering.quality', 'high');
  await file.set('rendering.frameRate', 60);
  expect(settings.rendering.quality).toBe('high');
  const text = await readFile(path, 'utf8');
  expect(text).toContain('// mine');
  expect(text).toContain('// slow machine');
  expect(text).toContain('// for now');
  expect(text).toContain('"Quality": "high"');
  expect(parseSettings(text)).toMatchObject({
    rendering: { quality: 'high', frameRate: 60 },
    jobs: { concurrency: 2 },
  });
});

test.for<[string, string, unknown]>([
  ['an unknown setting', 'rendering.colour', 'red'],
  ['a text for a number', 'jobs.concurrency', 'two'],
  ['an impossible value', 'jobs.concurrency', -1],
  ['a way into nothing', 'jobs.concurrency.more', 1],
  ['a prototype', '__proto__.polluted', true],
])('%s is refused with its path and nothing changes', async ([, settingPath, value]) => {
  const { folder } = await folderWith('{ "jobs": { "concurrency": 3 } }');
  const file = await SettingsFile.open(folder, '1.0.0');
  await expect(file.set(settingPath, value)).rejects.toMatchObject({ code: `InvalidInput:${settingPath}` });
  expect(file.get().jobs.concurrency).toBe(3);
  expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe('{ "jobs": { "concurrency": 3 } }');
});

test('whoever sets the first provider means it, also where a list of providers stood', async () => {
  const listed = { llm: { providers: [{ name: 'Google', priority: 0 }] }, tts: { providers: [] } };
  const { folder } = await folderWith(JSON.stringify({ Providers: listed }));
  const file = await SettingsFile.open(folder, '1.0.0');
  const { providers } = await file.set('Providers.LLM.Primary', 'OpenAI');
  expect([providers.llm.primary, providers.llm.providers, providers.tts.providers]).toEqual(['OpenAI', undefined, []]);
  const list = [{ name: 'Anthropic', priority: 0 }];
  const both = await file.change([
    { path: 'providers.llm.primary', value: 'Anthropic' },
    { path: 'providers.llm.providers', value: list },
  ]);
  expect(both.providers.llm.providers).toMatchObject(list);
});

test.for<[string, string, RegExp]>([
  ['unknown keys', '{\n  "jobs": { "speed": 1 }\n}', /jobs\.speed/],
  ['wrong types', '{ "jobs": { "concurrency": "2" } }', /jobs\.concurrency/],
  ['broken JSON', '{\n "jobs": \n', /Line 3/],
  ['a key twice', '{ "jobs": {}, "JOBS": {} }', /jobs.*twice/],
  [
    'the same key twice',
    '{\n "jobs": { "concurrency": 1,\n "concurrency": 2 } }',
    /Line 3: “jobs\.concurrency” stands there twice/,
  ],
  ['a prototype', '{\n "__proto__": { "polluted": true } }', /Line 2: “__proto__” is not known here/],
  ['nothing but brackets', '['.repeat(900_000), /nested too deep/],
  [
    'wrong types under keys of another case',
    '{\n "Jobs": {\n  "CONCURRENCY": "2" } }',
    /Line 3: “jobs\.concurrency” must be/,
  ],
  [
    'a contradiction',
    '{ "timeouts":\n { "Request": 90000, "Operation": 60000 } }',
    /Line 2: “timeouts\.request” \(90,000 ms\) is longer/,
  ],
  ['a huge file', `{ "jobs": ${' '.repeat(1_100_000)}{} }`, /larger than 1 MB/],
])('%s in the file are told, the last good settings stay, and the file is kept', async ([, broken, told]) => {
  const { folder, path } = await folderWith('{ "jobs": { "concurrency": 4 } }');
  await SettingsFile.open(folder, '1.0.0');
  await writeFile(path, broken);
  const file = await SettingsFile.open(folder, '1.0.0');
  expect(file.get().jobs.concurrency).toBe(4);
  expect(file.warnings[0]).toMatch(told);
  expect(await readFile(path, 'utf8')).toBe(broken);

  await file.set('jobs.concurrency', 5);
  expect(file.warnings).toEqual([]);
  const kept = (await readdir(folder)).find((name) => name.startsWith('settings.json.broken-'));
  expect(await readFile(join(folder, kept ?? ''), 'utf8')).toBe(broken);
});

test('null goes back to the default, and those who watch are told', async () => {
  const { folder } = await folderWith();
  const file = await SettingsFile.open(folder, '1.0.0');
  const seen: number[] = [];
  const off = file.watch((settings) => seen.push(settings.jobs.concurrency));
  await Promise.all([file.set('jobs.concurrency', 2), file.set('jobs.concurrency', 6)]);
  await file.set('JOBS.Concurrency', null);
  off();
  await file.set('jobs.concurrency', 8);
  expect(seen).toEqual([2, 6, 1]);
});

test('null for what nobody has set is no error and changes nothing, whether its section is there or not', async () => {
  const { folder } = await folderWith();
  const file = await SettingsFile.open(folder, '1.0.0');
  for (const path of ['rendering.ffmpegPath', 'providers.OpenAI.retry.jitter']) await file.set(path, null);
  await file.set('rendering.frameRate', 60);
  expect((await file.set('rendering.ffmpegPath', null)).rendering).toMatchObject({ frameRate: 60, ffmpegPath: '' });
});

test.for<[string, [string, unknown][], string]>([
  ['a request longer than its operation', [['timeouts.operation', 20_000]], 'timeouts.operation'],
  ['an operation longer than its job', [['timeouts.operation', 4_000_000]], 'timeouts.operation'],
  ['a job shorter than its operation', [['timeouts.job', 1000]], 'timeouts.job'],
  [
    "a provider's request longer than its kind allows",
    [['providers.Anthropic.requestTimeout', 60_001]],
    'providers.Anthropic.requestTimeout',
  ],
  [
    "a provider's operation longer than a job",
    [['providers.Flite.operationTimeout', 3_600_001]],
    'providers.Flite.operationTimeout',
  ],
  ['a first delay above the longest', [['resilience.retry.initialDelay', 30_001]], 'resilience.retry.initialDelay'],
  [
    "a provider's longest delay below its first",
    [['providers.OpenAI.retry.maxDelay', 10]],
    'providers.OpenAI.retry.maxDelay',
  ],
  ['a fallback named twice', [['providers.llm.fallback', ['OpenAI', 'Google', 'OpenAI']]], 'providers.llm.fallback.2'],
  ['an address that is none', [['providers.OpenAI.baseUrl', 'file:///etc/passwd']], 'providers.OpenAI.baseUrl'],
  ['a negative', [['budget.perJob', -1]], 'budget.perJob'],
])('%s is refused by the name of what was changed', async ([, changes, name]) => {
  const { folder } = await folderWith();
  const file = await SettingsFile.open(folder, '1.0.0');
  const wanted = changes.map(([path, value]) => ({ path, value }));
  await expect(file.change(wanted)).rejects.toMatchObject({ code: `InvalidInput:${name}` });
  expect(await readdir(folder)).toEqual([]);
});

test('no limit is the longest of all outside, and left to what encloses it inside', () => {
  expect(parseSettings('{ "timeouts": { "request": 0, "operation": 86400000, "job": 0 } }').timeouts.job).toBe(0);
  expect(() => parseSettings('{ "timeouts": { "operation": 86400000 } }')).toThrow(/longer than “timeouts\.job”/);
});

test('what belongs together is changed together', async () => {
  const { folder } = await folderWith();
  const file = await SettingsFile.open(folder, '1.0.0');
  const changed = await file.change([
    { path: 'providers.openai.RequestTimeout', value: 90_000 },
    { path: 'providers.openai.operationTimeout', value: 120_000 },
    { path: 'providers.openai.retry.MaxRetryAttempts', value: 5 },
  ]);
  expect(changed.providers.OpenAI).toMatchObject({ requestTimeout: 90_000, operationTimeout: 120_000 });
  expect(changed.providers.OpenAI.retry.maxRetryAttempts).toBe(5);
});

test("a guide's snippet with capital keys and remarks is taken as it stands", async () => {
  const snippet = `{
    // resilience, as in the guide
    "Resilience": {
      "CircuitBreaker": { "FailureThreshold": 3, "BreakDuration": 15000 }, /* soon again */
      "Retry": { "MaxRetryAttempts": 5, "InitialDelay": 500 },
    },
    "Providers": { "LLM": { "Primary": "OpenAI", "Fallback": ["Anthropic", "Template"] } }
  }`;
  expect(parseSettings(snippet)).toMatchObject({
    resilience: { circuitBreaker: { failureThreshold: 3, breakDuration: 15_000 }, retry: { maxRetryAttempts: 5 } },
    providers: { llm: { primary: 'OpenAI', fallback: ['Anthropic', 'Template'] } },
  });
});

test('what another process writes is taken up, and an edit starts from it', async () => {
  const { folder, path } = await folderWith('{ "jobs": { "concurrency": 2 } }');
  const [mine, other] = await Promise.all([SettingsFile.open(folder, '1.0.0'), SettingsFile.open(folder, '1.0.0')]);
  const seen: number[] = [];
  mine.watch((settings) => seen.push(settings.jobs.concurrency));
  mine.follow();
  await other.set('jobs.concurrency', 5);
  await expect.poll(() => mine.get().jobs.concurrency, { timeout: 5000 }).toBe(5);
  await other.set('rendering.quality', 'high');
  // Before the watcher has said a word.
  expect((await mine.set('rendering.frameRate', 60)).rendering).toMatchObject({ quality: 'high', frameRate: 60 });
  expect(parseSettings(await readFile(path, 'utf8')).rendering).toMatchObject({ quality: 'high', frameRate: 60 });
  expect(seen).toContain(5);
  await mine.close();
});

test('damaged while the studio runs: told, the last good settings stay, and mending it ends the warning', async () => {
  const { folder, path } = await folderWith('{ "jobs": { "concurrency": 2 } }');
  const file = await SettingsFile.open(folder, '1.0.0');
  const told: string[][] = [];
  file.watchWarnings((warnings) => told.push([...warnings]));
  file.follow();
  await writeFile(path, '{\n "jobs": { "concurrency": "many" } }');
  await expect.poll(() => told.length, { timeout: 5000 }).toBe(1);
  expect(told[0]?.[0]).toMatch(/not in use: Line 2: “jobs\.concurrency”/);
  expect(file.get().jobs.concurrency).toBe(2);
  await writeFile(path, '{ "jobs": { "concurrency": 3 } }');
  await expect.poll(() => told.length, { timeout: 5000 }).toBe(2);
  expect(told[1]).toEqual([]);
  expect(file.get().jobs.concurrency).toBe(3);
  await file.close();
});

test('another version of the studio backs the file up before it may write', async () => {
  const { folder } = await folderWith();
  await (await SettingsFile.open(folder, '1.0.0')).set('jobs.concurrency', 2);
  await SettingsFile.open(folder, '1.0.0');
  expect(await readdir(folder)).not.toContain('settings.before-1.0.0.json');
  const before = await readFile(join(folder, 'settings.json'), 'utf8');
  await (await SettingsFile.open(folder, '1.1.0')).set('jobs.concurrency', 3);
  expect(await readFile(join(folder, 'settings.before-1.1.0.json'), 'utf8')).toBe(before);
});

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
  const file = await SettingsFile.open(folder);
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
  const file = await SettingsFile.open(folder);
  await expect(file.set(settingPath, value)).rejects.toMatchObject({ code: `InvalidInput:${settingPath}` });
  expect(file.get().jobs.concurrency).toBe(3);
  expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe('{ "jobs": { "concurrency": 3 } }');
});

test.for<[string, string, RegExp]>([
  ['unknown keys', '{\n  "jobs": { "speed": 1 }\n}', /jobs\.speed/],
  ['wrong types', '{ "jobs": { "concurrency": "2" } }', /jobs\.concurrency/],
  ['broken JSON', '{\n "jobs": \n', /Line 3/],
  ['a key twice', '{ "jobs": {}, "JOBS": {} }', /jobs.*twice/],
  ['a huge file', `{ "jobs": ${' '.repeat(1_100_000)}{} }`, /larger than 1 MB/],
])('%s in the file are told, the last good settings stay, and the file is kept', async ([, broken, told]) => {
  const { folder, path } = await folderWith('{ "jobs": { "concurrency": 4 } }');
  await SettingsFile.open(folder);
  await writeFile(path, broken);
  const file = await SettingsFile.open(folder);
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
  const file = await SettingsFile.open(folder);
  const seen: number[] = [];
  const off = file.watch((settings) => seen.push(settings.jobs.concurrency));
  await Promise.all([file.set('jobs.concurrency', 2), file.set('jobs.concurrency', 6)]);
  await file.set('JOBS.Concurrency', null);
  off();
  await file.set('jobs.concurrency', 8);
  expect(seen).toEqual([2, 6, 1]);
});

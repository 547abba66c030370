import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layCanary, type Canary } from '../../runtime/canary.test-support.ts';
import { readSource } from './read-source.ts';

let outside: string;
let folder: string;
let canary: Canary;
beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'aura-hostile-batch-'));
  canary = await layCanary(outside);
  folder = join(outside, 'batch');
  await mkdir(folder);
});
afterEach(() => rm(outside, { recursive: true, force: true }));

const problems = async (path: string) => {
  const { rows } = await readSource(path);
  return rows.map(({ problem, ownText }) => (ownText ? 'a text' : problem?.code));
};

const references = (): string[] => [
  `http://127.0.0.1:${canary.port}/text.md`,
  `//127.0.0.1:${canary.port}/text.md`,
  `file://${canary.path}`,
  canary.path,
  '../canary.txt',
  'a/../../canary.txt',
  '%2e%2e/canary.txt',
  String.raw`..\canary.txt`,
  `data:text/plain,x`,
  `|cat ${canary.path}`,
  `$(cat ${canary.path})`,
  'link.md',
  'linked/canary.txt',
];

test('a table names no text outside of its folder, and no address', async () => {
  await symlink(canary.path, join(folder, 'link.md'));
  await symlink(outside, join(folder, 'linked'));
  const path = join(folder, 'films.csv');
  await writeFile(
    path,
    `text\n${references()
      .map((reference) => `"${reference}"`)
      .join('\n')}\n`,
  );
  const found = await problems(path);
  expect(found).toHaveLength(references().length);
  for (const code of found) expect(code).toMatch(/^(InvalidInput:text|InputFileMissing:)/);
  expect(await canary.song()).toEqual([]);
});

test('a list of briefs can do no more: what it names stays a word, and its own keys stay keys', async () => {
  const path = join(folder, 'films.json');
  const rows = references().map((text) => JSON.stringify({ text }));
  const polluted = '{"topic": "x", "__proto__": {"topic": "y"}, "constructor": {"prototype": {"isAdmin": true}}}';
  await writeFile(path, `[${[...rows, polluted].join(',')}]`);
  const found = await problems(path);
  expect(found).toHaveLength(references().length + 1);
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  expect(await canary.song()).toEqual([]);
});

test('links out of a folder, pipes and devices in it are refused in their rows, and none is waited for', async () => {
  await writeFile(join(folder, 'a: good one.md'), '# Good\n\nWords.\n');
  await symlink(canary.path, join(folder, 'b.md'));
  await symlink('/dev/zero', join(folder, 'c.md'));
  execFileSync('mkfifo', [join(folder, 'd.md'), join(folder, 'films.csv')]);
  await symlink(join(folder, 'a: good one.md'), join(folder, 'e.md'));
  await symlink(join(folder, 'nothing'), join(folder, 'f.md'));
  expect(await problems(folder)).toEqual([
    'a text',
    'InvalidInput:text',
    'InvalidInput:text',
    'InvalidInput:file',
    'a text',
    'InvalidInput:text',
  ]);
  await expect(readSource(join(folder, 'films.csv'))).rejects.toMatchObject({ code: 'InvalidInput:file' });
  expect(await canary.song()).toEqual([]);
});

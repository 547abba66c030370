import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BatchWishes } from '../../src-shared/batch.ts';
import { judgeRows } from './judge-rows.ts';
import { readSource } from './reading/read-source.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'aura-verdicts-'));

async function verdicts(content: string, wishes: object = {}, files: Record<string, string> = {}) {
  const folder = await newFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'films.csv'), content);
  const { rows } = await readSource(join(folder, 'films.csv'));
  return judgeRows(rows, BatchWishes.parse(wishes), await newFolder());
}

test('each row that cannot be made says by row and field why, and the others can', async () => {
  const found = await verdicts(
    'topic,durationSeconds,theme,keyPoints\nTides,20,,\nMist,9000,,\nFog,20,pink,\n,20,,\nRain,soon,,\nHail,,,"[""A"", 5]"\n',
  );
  expect(found.map(({ error }) => error && [error.code, error.details?.['row'], error.details?.['field']])).toEqual([
    undefined,
    ['InvalidInput:durationSeconds', 2, 'durationSeconds'],
    ['InvalidInput:theme', 3, 'theme'],
    ['InvalidInput:topic', 4, 'topic'],
    ['InvalidInput:durationSeconds', 5, 'durationSeconds'],
    ['InvalidInput:keyPoints', 6, 'keyPoints'],
  ]);
  expect(found[0]).toMatchObject({ title: 'Tides', outputName: 'Tides', filmSeconds: 20 });
  expect(found[1]?.error).toMatchObject({
    message: 'Row 2, line 3: “durationSeconds” must be at most 1,800.',
    details: { place: 'line 3' },
  });
});

describe('names of films', () => {
  test('are as wished or refused; those from titles get a number where they are taken', async () => {
    const found = await verdicts(
      'topic,output\nTides,\ntides,\nSea,tides\nMist,fog.mp4\nMist,FOG\nRain,../rain\nRain,a/b\nRain,CON\nRain,x.mov\nRain,"a:b"\nRain,"what?  "\n',
    );
    expect(found.map(({ outputName, error }) => outputName ?? error?.message)).toEqual([
      'Tides (2)',
      'tides (3)',
      'tides',
      'fog',
      'Row 5, line 6: Row 4 has the output “FOG” already.',
      'Row 6, line 7: The output “../rain” holds a folder. It is only a file’s name.',
      'Row 7, line 8: The output “a/b” holds a folder. It is only a file’s name.',
      'Row 8, line 9, output: “CON” cannot be a file’s name on every computer. “_CON” can.',
      'Row 9, line 10: The output “x.mov” has another ending than .mp4.',
      'Row 10, line 11, output: “a:b” cannot be a file’s name on every computer. “a b” can.',
      'Row 11, line 12, output: “what?” cannot be a file’s name on every computer. “what” can.',
    ]);
    expect(found.filter(({ error }) => error).every(({ error }) => error?.code === 'InvalidInput:output')).toBe(true);
  });
});

test('what the batch says holds where a row says nothing, or for every row', async () => {
  const files = { 'sky.md': '---\nvoice: awb\nmusic: none\n---\n# Sky\n\nIt is blue.\n' };
  const wishes = { defaults: { voice: 'rms', theme: 'ember' }, overrides: { music: 'pensive' }, quality: 'fast' };
  const [said, silent, text] = await verdicts(
    'topic,voice,music,text\nTides,awb,warm,\nMist,,,\n,,,sky.md\n',
    wishes,
    files,
  );
  expect(said?.request).toMatchObject({
    brief: { voice: 'awb', theme: 'ember', music: 'pensive' },
    render: { quality: 'fast' },
  });
  expect(silent?.request).toMatchObject({ brief: { voice: 'rms', theme: 'ember', music: 'pensive' } });
  // A text’s own front matter speaks for its row.
  expect(text?.request?.ownText?.markdown).toMatch(/voice: awb/);
  expect(text?.request?.ownText?.markdown).toMatch(/music: pensive/);
  expect(text).toMatchObject({ title: 'Sky' });
});

test('a picture that is not beside its text is found out before anything runs', async () => {
  const [row] = await verdicts('text\nsky.md\n', {}, { 'sky.md': '# Sky\n\n![Blue](sky.jpg)\n\nIt is blue.\n' });
  expect(row).toMatchObject({ title: 'Sky', error: { code: 'InputFileMissing:sky.jpg' } });
  expect(row?.error).toMatchObject({
    message: 'Row 1, line 2, text: “sky.jpg” is not there.',
    details: { row: 1, field: 'text' },
  });
});

import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SourceRow } from '../../../src-shared/batch.ts';
import { readSource } from './read-source.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'aura-source-'));

async function read(content: string | Uint8Array, name = 'films.csv'): Promise<SourceRow[]> {
  const path = join(await newFolder(), name);
  await writeFile(path, content);
  return (await readSource(path)).rows;
}
const refusalOf = (content: string | Uint8Array, name?: string) =>
  read(content, name).then(
    () => 'read',
    (error: unknown) => error as { code: string; message: string },
  );

const utf16 = (text: string, order: 'le' | 'be', mark: boolean): Uint8Array => {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const table = 'topic,tone\nTidés,warm\n“Mist”,plain\n';

describe('a table', () => {
  test.each<[string, string | Uint8Array]>([
    ['UTF-8', table],
    ['UTF-8 with a mark', `\uFEFF${table}`],
    ['UTF-16 LE with a mark', utf16(table, 'le', true)],
    ['UTF-16 BE with a mark', utf16(table, 'be', true)],
    ['UTF-16 LE without a mark', utf16(table, 'le', false)],
    ['UTF-16 BE without a mark', utf16(table, 'be', false)],
    ['semicolons', table.replaceAll(',', ';')],
    ['tabs', table.replaceAll(',', '\t')],
    ['lines of Windows', table.replaceAll('\n', '\r\n')],
    ['no line end at the end', table.trimEnd()],
    ['empty lines and empty rows', '\ntopic,tone\n\nTidés,warm\n,\n“Mist”,plain\n,,,\n'],
    ['a header in another manner', table.replace('topic,tone', ' Topic ,TONE')],
  ])('in %s has its rows', async (_name, content) => {
    const rows = await read(content);
    expect(rows.map(({ row, brief }) => ({ row, ...brief }))).toEqual([
      { row: 1, topic: 'Tidés', tone: 'warm' },
      { row: 2, topic: '“Mist”', tone: 'plain' },
    ]);
  });

  test('has quotes, delimiters and lines in its fields, figures as figures and points as a list', async () => {
    const rows = await read(
      'Topic,key_points,Duration Seconds,seed,output\n"Tea, ""slowly""\nand well","One\nTwo",30,7,tea\nHe said "hi",A | B,soon,,\n',
    );
    expect(rows).toEqual([
      {
        row: 1,
        place: 'line 4',
        brief: { topic: 'Tea, "slowly"\nand well', keyPoints: ['One', 'Two'], durationSeconds: 30, seed: 7 },
        output: 'tea',
      },
      { row: 2, place: 'line 5', brief: { topic: 'He said "hi"', keyPoints: ['A', 'B'], durationSeconds: 'soon' } },
    ]);
  });

  test.each<[string, string | Uint8Array, string, RegExp]>([
    ['empty', '', 'InvalidInput:file', /empty/],
    ['only a mark', '\uFEFF', 'InvalidInput:file', /empty/],
    ['only a header', 'topic,tone\n', 'InvalidInput:file', /no rows/],
    ['without a header', 'Tides,warm\nMist,plain\n', 'InvalidInput:header', /Tides, warm/],
    ['with an unknown column', 'topic,colour\nTides,red\n', 'InvalidInput:colour', /colour/],
    ['with a column twice', 'topic,Tone,tone\nTides,warm,plain\n', 'InvalidInput:tone', /twice/],
    ['without topic and text', 'tone,seed\nwarm,1\n', 'InvalidInput:header', /topic/],
    ['with a quote that never ends', 'topic,tone\n"Tides,warm\nMist,plain\n', 'InvalidInput:file', /line \d/],
    ['of 100,000 rows', `topic\n${'Tides\n'.repeat(100_000)}`, 'InvalidInput:rows', /2,000/],
    ['that is no text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff]), 'InvalidInput:file', /no[t]? a text/],
    [
      'of mixed encodings',
      Buffer.concat([Buffer.from('topic\nTides\n'), Buffer.from([0x4d, 0xe9, 0x74, 0x0a])]),
      'InvalidInput:file',
      /UTF-8/,
    ],
    ['in half a UTF-16', utf16(table, 'le', true).subarray(0, 41), 'InvalidInput:file', /UTF-16/],
  ])('%s is refused as a whole, by name', async (_name, content, code, message) => {
    expect(await refusalOf(content)).toMatchObject({ code, message: expect.stringMatching(message) as string });
  });

  test('keeps a row that has too many fields or broken quotes, with its reason, and reads the others', async () => {
    const rows = await read('topic,tone\nTides,warm,plain\nMist,plain\n"Fog" and,plain\nHe said "hi",warm\n');
    expect(rows.map(({ row, problem }) => [row, problem?.code, problem?.message])).toEqual([
      [1, 'InvalidInput:row', expect.stringContaining('field 3')],
      [2, undefined, undefined],
      [3, 'InvalidInput:row', expect.stringContaining('quotes')],
      [4, undefined, undefined],
    ]);
  });

  test('reads the texts that its rows name, which lie beside it or below and nowhere else', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'films', 'texts'), { recursive: true });
    await writeFile(join(folder, 'films', 'texts', 'sky.md'), '# Sky\n\nIt is blue.\n');
    await writeFile(join(folder, 'secret.md'), '# Secret\n\nNothing to see.\n');
    await symlink(join(folder, 'secret.md'), join(folder, 'films', 'link.md'));
    await writeFile(
      join(folder, 'films', 'films.csv'),
      'text,voice\ntexts/sky.md,rms\n../secret.md,\nlink.md,\n/etc/passwd,\nnone.md,\n',
    );
    const { rows } = await readSource(join(folder, 'films', 'films.csv'));
    expect(rows[0]).toMatchObject({
      brief: { voice: 'rms' },
      ownText: { markdown: '# Sky\n\nIt is blue.\n', folder: expect.stringMatching(/texts$/) as string },
    });
    expect(rows.slice(1).map(({ problem }) => problem?.code)).toEqual([
      'InvalidInput:text',
      'InvalidInput:text',
      'InvalidInput:text',
      'InputFileMissing:none.md',
    ]);
    expect(JSON.stringify(rows)).not.toContain('Nothing to see');
  });
});

describe('a JSON list', () => {
  test('has a row a brief; a key that stands there twice and what is no brief are told', async () => {
    const rows = await read(
      '\uFEFF[\n {"topic": "Tides", "durationSeconds": 20, "output": "tides"},\n "Mist",\n {"topic": "Fog", "topic": "Rain"},\n {"topic": "Hail", "output": 5}\n]',
      'films.json',
    );
    expect(rows.map(({ row, place, problem }) => [row, place, problem?.code])).toEqual([
      [1, 'line 2', undefined],
      [2, 'line 3', 'InvalidInput:row'],
      [3, 'line 4', 'InvalidInput:topic'],
      [4, 'line 5', 'InvalidInput:output'],
    ]);
    expect(rows[0]).toMatchObject({ brief: { topic: 'Tides', durationSeconds: 20 }, output: 'tides' });
  });

  test.each([
    ['empty', '  \n', /empty/],
    ['broken', '[{"topic": ]', /not valid JSON/],
    ['one brief', '{"topic": "Tides"}', /list of briefs/],
    ['an empty list', '[]', /empty list/],
  ])('%s is refused as a whole', async (_name, content, message) => {
    expect(await refusalOf(content, 'films.json')).toMatchObject({
      code: 'InvalidInput:file',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('a folder', () => {
  test('has a row a text or brief, in order; what cannot be read says so and the rest is left alone', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, '10 last.md'), '# Last\n\nThe end.\n');
    await writeFile(join(folder, '2 first.md'), utf16('# First\n\nA start.\n', 'le', true));
    await writeFile(join(folder, 'b.json'), '{"topic": "Fog"}');
    await writeFile(join(folder, 'c.json'), '[]');
    await writeFile(join(folder, '._c.json'), 'x');
    await writeFile(join(folder, 'notes.docx'), 'x');
    await mkdir(join(folder, 'more.md'));
    const { rows, notes } = await readSource(folder);
    expect(rows.map(({ row, place, fileName, problem }) => [row, place, fileName, problem?.code])).toEqual([
      [1, '2 first.md', '2 first', undefined],
      [2, '10 last.md', '10 last', undefined],
      [3, 'b.json', 'b', undefined],
      [4, 'c.json', undefined, 'InvalidInput:file'],
    ]);
    expect(notes).toEqual(['2 other entries were left alone.']);
  });

  test('without a text is refused', async () => {
    await expect(newFolder().then(readSource)).rejects.toMatchObject({ code: 'InvalidInput:folder' });
  });
});

test('a file of another kind, and none at all, are refused by name', async () => {
  expect(await refusalOf('x', 'film.mp4')).toMatchObject({ code: 'InvalidInput:file' });
  await expect(readSource('/no/such/file.csv')).rejects.toMatchObject({ code: 'NotFound:file' });
});

import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Brief } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { addPicture, ownPicturePath } from './own-pictures.ts';
import { briefForText, parseOwnText } from './own-text.ts';

// A whole PNG of one pixel.
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let root: string;
let folder: string;
let dataFolder: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'aura-own-text-'));
  folder = join(root, 'text');
  dataFolder = join(root, 'data');
  await mkdir(join(folder, 'pictures'), { recursive: true });
  await writeFile(join(root, 'secret.png'), png);
  for (const name of ['a.png', 'two words.png', '100%.png', 'pictures/b.png']) await writeFile(join(folder, name), png);
  await writeFile(join(folder, 'text.jpg'), 'only words');
  await writeFile(join(folder, 'empty.png'), '');
  const huge = Buffer.from(png);
  huge.writeUInt32BE(20_000, 16);
  huge.writeUInt32BE(20_000, 20);
  await writeFile(join(folder, 'huge.png'), huge);
  await symlink(join(root, 'secret.png'), join(folder, 'link.png'));
  await symlink(root, join(folder, 'up'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const parse = (markdown: string) => parseOwnText({ markdown, folder }, dataFolder);
const refusal = async (markdown: string): Promise<StudioError> => {
  const error: unknown = await parse(markdown).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof StudioError) return error;
  throw new Error(`expected a StudioError, got ${String(error)}`);
};

describe('scenes', () => {
  test('are the sections of a text, spoken as written', async () => {
    const { title, scenes } = await parse(
      '# My film\n\n## First\n\nHello *dear* [world](https://example.org).\nSecond line.\n\n## Second\n\nMore `code` words.\n',
    );
    expect(title).toBe('My film');
    expect(scenes.map(({ heading, narration }) => [heading, narration])).toEqual([
      ['First', 'Hello dear world. Second line.'],
      ['Second', 'More code words.'],
    ]);
  });

  test('are the paragraphs of a text without sections', async () => {
    const { title, scenes } = await parse('One thing to say.\n\nAnother thing to say.\n\nA third.');
    expect(scenes.map(({ narration }) => narration)).toEqual([
      'One thing to say.',
      'Another thing to say.',
      'A third.',
    ]);
    expect(title).toBe('One thing to say');
  });

  test('begin with the words under the title', async () => {
    const { scenes } = await parse('# Film\n\nWelcome to it.\n\n## Part\n\nWords.');
    expect(scenes.map(({ narration }) => narration)).toEqual(['Welcome to it.', 'Words.']);
    expect(scenes[0]?.visual).toMatchObject({ kind: 'title', title: 'Film' });
  });

  test('show a list as points and speak it too', async () => {
    const { scenes } = await parse('## List\n\nLook:\n\n- **Bold** and the rest\n- Head: detail\n- plain');
    expect(scenes[0]?.visual).toEqual({
      kind: 'bullets',
      title: 'List',
      items: [{ text: 'Bold', detail: 'and the rest' }, { text: 'Head', detail: 'detail' }, { text: 'plain' }],
    });
    expect(scenes[0]?.narration).toBe('Look: Bold and the rest. Head: detail. plain.');
  });

  test('show a numbered list as steps', async () => {
    const { scenes } = await parse('## How\n\n1. Think\n2. Write\n3. Cut');
    expect(scenes[0]?.visual).toMatchObject({ kind: 'steps', steps: ['Think', 'Write', 'Cut'] });
  });

  test('show seven points on two cards and lose none', async () => {
    const { scenes } = await parse(
      `## Long\n\n${'abcdefg'
        .split('')
        .map((letter) => `- point ${letter}`)
        .join('\n')}`,
    );
    const shown = scenes.flatMap(({ visual }) =>
      visual.kind === 'bullets' ? visual.items.map(({ text }) => text) : [],
    );
    expect(scenes).toHaveLength(2);
    expect(shown).toEqual('abcdefg'.split('').map((letter) => `point ${letter}`));
  });

  test('show a quotation with who said it', async () => {
    const { scenes } = await parse('## Q\n\n> Less, but better.\n>\n> — Dieter Rams');
    expect(scenes[0]?.visual).toEqual({ kind: 'quote', quote: 'Less, but better.', attribution: 'Dieter Rams' });
  });

  test('show a table of figures as a chart', async () => {
    const { scenes } = await parse(
      '## T\n\nSee.\n\n| Day | Views |\n|---|---|\n| Mon | 1,200 |\n| Tue | **34k** |\n| Wed | 12.5 % |',
    );
    expect(scenes[0]?.visual).toMatchObject({
      kind: 'chart',
      bars: [
        { label: 'Mon', value: 1200, display: '1,200' },
        { label: 'Tue', value: 34_000, display: '34k' },
        { label: 'Wed', value: 12.5, display: '12.5 %' },
      ],
      highlight: 1,
    });
    expect(scenes[0]?.narration).toBe('See.');
  });

  test('show code and do not speak it', async () => {
    const { scenes } = await parse('## C\n\nRun it.\n\n```sh\nnpm start\n```');
    expect(scenes[0]).toMatchObject({
      narration: 'Run it.',
      visual: { kind: 'bullets', items: [{ text: 'npm start' }] },
    });
  });

  test('neither speak nor show raw HTML and comments', async () => {
    const { scenes } = await parse('## H\n\nBefore <b>bold</b> after.\n\n<!-- note -->\n\n<script>alert(1)</script>\n');
    expect(scenes.map(({ narration }) => narration)).toEqual(['Before bold after.']);
  });

  test('keep Japanese, Arabic and emoji as they are', async () => {
    const { scenes } = await parse('## 題\n\n日本語の文です。\n\n## عنوان\n\nمرحبا 🚀 بالعالم.');
    expect(scenes.map(({ narration }) => narration)).toEqual(['日本語の文です。', 'مرحبا 🚀 بالعالم.']);
  });

  test.each(['', '   \n\n', '<!-- only a note -->', '---\ntone: warm\n---\n'])(
    'are not made of nothing: %j',
    async (markdown) => {
      expect((await refusal(markdown || ' ')).code).toBe('InvalidInput:text');
    },
  );
});

describe('front matter', () => {
  test('says how the film is made, before the brief', async () => {
    const text = await parse('---\ntheme: ember\naspect: "9:16"\nkeyPoints: [a, b]\n---\n# Film\n\nWords.');
    expect(text.overrides).toEqual({ theme: 'ember', aspect: '9:16', keyPoints: ['a', 'b'] });
    const brief = briefForText(text, Brief.parse({ topic: 'x', theme: 'midnight', voice: 'rms' }));
    expect(brief).toMatchObject({ theme: 'ember', voice: 'rms', aspect: '9:16' });
  });

  test.each([
    ['colour: red', 'InvalidInput:colour'],
    ['theme: neon', 'InvalidInput:theme'],
    ['durationSeconds: 9h', 'InvalidInput:durationSeconds'],
    ['- a list', 'InvalidInput:frontMatter'],
    ['a: [', 'InvalidInput:frontMatter'],
    ['__proto__: {x: 1}', 'InvalidInput:__proto__'],
    ['topic: &a x\naudience: *a', 'InvalidInput:frontMatter'],
  ])('%j is refused by name', async (yaml, code) => {
    expect((await refusal(`---\n${yaml}\n---\n# Film\n\nWords.`)).code).toBe(code);
  });
});

describe('pictures', () => {
  test.each([
    ['a.png', 'a.png'],
    ['pictures/b.png', 'pictures/b.png'],
    ['./a.png', 'a.png'],
    ['two%20words.png', 'two words.png'],
    ['<two words.png>', 'two words.png'],
    ['100%.png', '100%.png'],
  ])('beside the text are shown: %s', async (reference, file) => {
    const { scenes } = await parse(`## P\n\nLook.\n\n![what it is](${reference} "Words on it")`);
    const { visual, narration } = scenes[0] ?? {};
    expect(visual).toMatchObject({ kind: 'picture', title: 'Words on it' });
    expect(visual?.kind === 'picture' && visual.source.endsWith(join('text', file))).toBe(true);
    expect(narration).toBe('Look.');
  });

  test.each([
    '../secret.png',
    'pictures/../../secret.png',
    '/etc/passwd',
    'file:///etc/passwd',
    'https://example.org/a.png',
    '//example.org/a.png',
    'data:image/png;base64,AAAA',
    '..%2Fsecret.png',
    '%2Fetc%2Fpasswd',
    '%2e%2e/secret.png',
    'C:/Windows/a.png',
    'link.png',
    'up/secret.png',
    'text.jpg',
    'empty.png',
    'huge.png',
    'pictures',
  ])('that are none, or not beside the text, are refused: %s', async (reference) => {
    const error = await refusal(`## P\n\n![x](${reference})`);
    expect(error.code).toMatch(/^InvalidInput:picture$/);
    expect(error.message).toContain(decodeURIComponent(reference).split('/').at(-1));
  });

  test('with backslashes are refused', async () => {
    expect((await refusal('## P\n\n![x](<..\\\\secret.png>)')).code).toBe('InvalidInput:picture');
    expect((await refusal('## P\n\n![x](<\\\\\\\\server\\\\a.png>)')).code).toBe('InvalidInput:picture');
  });

  test('that are missing are named', async () => {
    expect((await refusal('## P\n\n![x](gone.png)')).code).toBe('InputFileMissing:gone.png');
  });

  test('of a pasted text come from the app', async () => {
    const { path, width, height } = await addPicture(dataFolder, 'a.png', png);
    expect([width, height]).toEqual([1, 1]);
    const { scenes } = await parseOwnText({ markdown: `Hello.\n\n![](${path})` }, dataFolder);
    expect(scenes.at(-1)?.visual).toMatchObject({ kind: 'picture', source: ownPicturePath(dataFolder, path) });
    const unknown = parseOwnText({ markdown: '![](b.png)' }, dataFolder);
    await expect(unknown).rejects.toMatchObject({ code: 'InputFileMissing:b.png' });
  });

  test('added twice are kept once', async () => {
    const first = await addPicture(dataFolder, 'one.png', png);
    const again = await addPicture(dataFolder, 'other.jpg', png);
    expect(again.path).toBe(first.path);
    expect(await readdir(join(dataFolder, 'pictures'))).toHaveLength(1);
  });

  test('that are no pictures are not kept', async () => {
    const adding = addPicture(dataFolder, 'words.jpg', Buffer.from('words'));
    await expect(adding).rejects.toMatchObject({
      code: 'InvalidInput:picture',
      message: expect.stringContaining('words.jpg') as string,
    });
    await expect(addPicture(dataFolder, 'x', png.subarray(0, 20))).rejects.toMatchObject({
      code: 'InvalidInput:picture',
    });
  });

  test('with a problem fail their scene only, when asked to', async () => {
    const problems: string[] = [];
    const markdown = '## A\n\nFine.\n\n## B\n\nNot fine.\n\n![x](gone.png)';
    const onPictureProblem = (sceneId: string, { code }: StudioError) => void problems.push(`${sceneId} ${code}`);
    const { scenes } = await parseOwnText({ markdown, folder }, dataFolder, { onPictureProblem });
    expect(scenes).toHaveLength(2);
    expect(problems).toEqual(['s2 InputFileMissing:gone.png']);
  });
});

test('reading a text leaves nothing in the data folder', async () => {
  const untouched = join(root, 'untouched');
  await parseOwnText({ markdown: '# T\n\n![x](a.png)\n\nWords.', folder }, untouched);
  await expect(readdir(untouched)).rejects.toThrow(/ENOENT/);
});

test('a large text is read in no time', async () => {
  const markdown = `# Long\n\n${'## Part\n\nWords that are spoken one after another.\n\n'.repeat(400)}`;
  const before = process.cpuUsage().user;
  expect((await parse(markdown)).scenes).toHaveLength(400);
  // Of this process alone: other work on the machine does not count.
  expect(process.cpuUsage().user - before).toBeLessThan(3_000_000);
});

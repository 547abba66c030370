import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cue } from '../../src-shared/film.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { builtPath } from '../runtime/app-files.ts';
import { assDocument, assHeader, captionStates, escapeAss } from './caption-ass.ts';
import { captionStyle } from './caption-style.ts';
import { MeasuredWords } from './caption-text.ts';

const style = captionStyle(640, 360, 'en', 'midnight');
const signal = new AbortController().signal;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-ass-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function cueOf(texts: readonly string[], startSeconds = 0): Cue {
  const words = texts.map((text, index) => ({
    text,
    startSeconds: startSeconds + index,
    endSeconds: startSeconds + index + 1,
  }));
  return {
    startSeconds,
    endSeconds: startSeconds + texts.length,
    lines: [new MeasuredWords(words).line(0, words.length)],
    words,
  };
}

const two = (value: number) => String(value).padStart(2, '0');

/** Draws each state as a frame of alpha (the shapes) and colour, by the same libass and fonts as the film. */
async function drawn(assTexts: readonly string[]) {
  const room = await mkdtemp(join(folder, 'frame-'));
  const events = assTexts.map(
    (text, second) => `Dialogue: 0,0:00:${two(second)}.00,0:00:${two(second + 1)}.00,Default,,0,0,0,,${text}\n`,
  );
  await writeFile(join(room, 'c.ass'), assHeader(style) + events.join(''));
  await symlink(builtPath('fonts'), join(room, 'fonts'), 'junction');
  const chunks: Buffer[] = [];
  const source = `color=black@0:s=${style.width}x${style.height}:r=1,format=rgba,ass=c.ass:alpha=1:fontsdir=fonts`;
  const { stderr } = await createFfmpeg({ recordFolder: join(folder, 'children') }).run({
    purpose: 'captions',
    args: [
      '-f',
      'lavfi',
      '-i',
      source,
      '-frames:v',
      String(assTexts.length),
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgba',
      'pipe:1',
    ],
    cwd: room,
    signal,
    onOutput: (chunk) => chunks.push(chunk),
  });
  const bytes = Buffer.concat(chunks);
  const frameBytes = style.width * style.height * 4;
  const frames = assTexts.map((_, index) => bytes.subarray(index * frameBytes, (index + 1) * frameBytes));
  return { frames, stderr };
}

function shapesOf(frame: Buffer): Buffer {
  const alpha = Buffer.alloc(frame.length / 4);
  for (let at = 0; at < alpha.length; at += 1) alpha[at] = frame[at * 4 + 3]!;
  return alpha;
}
const litPixels = (frame: Buffer): number => {
  let count = 0;
  for (let at = 0; at < frame.length; at += 4)
    if (frame[at + 3]! > 200 && frame[at + 1]! > 150 && frame[at]! < 120) count += 1;
  return count;
};
const columns = (frame: Buffer, isLit: (at: number) => boolean): number[] => {
  const found: number[] = [];
  for (let at = 0; at < frame.length; at += 4) if (isLit(at)) found.push((at / 4) % style.width);
  return found;
};

const samples: [name: string, words: string[], language: string][] = [
  ['Latin', ['Pick', 'a', 'narrator,'], 'en'],
  ['Polish', ['Zażółć', 'gęślą', 'jaźń'], 'pl'],
  ['Greek and Cyrillic', ['Ελληνικά', 'русский'], 'el'],
  ['Japanese', ['日本の', '夏は', '美しい。'], 'ja'],
  ['Chinese', ['你好，', '世界'], 'zh'],
  ['Korean', ['안녕하세요', '세계'], 'ko'],
  ['Arabic', ['مرحبا', 'بالعالم،', 'هذا'], 'ar'],
  ['Hebrew', ['שלום', 'עולם,', 'מבחן.'], 'he'],
  ['Hindi', ['हिन्दी', 'वाक्य'], 'hi'],
  ['Thai', ['สวัสดี', 'ชาวโลก'], 'th'],
  ['emoji', ['Party', '🎉', '👨‍👩‍👧', '☀️'], 'en'],
];

/** Where two words meet, their outlines are laid over one another or drawn as one: a few grey pixels differ. */
function differingShare(a: Buffer, b: Buffer): number {
  let [differing, inked] = [0, 0];
  for (const [index, alpha] of a.entries()) {
    if (alpha > 64 || b[index]! > 64) inked += 1;
    if (Math.abs(alpha - b[index]!) > 48) differing += 1;
  }
  return differing / inked;
}

describe('every script is drawn in letters of the bundled fonts', () => {
  const cases = samples.map(([name, words, language]) => {
    const own = { ...style, language };
    const lit = captionStates([cueOf(words)], own).map(({ assText }) => assText);
    const plain = lit[0]!.replaceAll('\\1c&HC5D14F&', '\\1c&HFFFFFF&');
    const tofu = captionStates([cueOf(words.map((word) => '\ue123'.repeat([...word].length)))], own)[0]!.assText;
    return { name, texts: [plain, tofu, ...lit] };
  });
  let frames: Buffer[];
  let stderr: string;
  beforeAll(async () => {
    ({ frames, stderr } = await drawn(cases.flatMap(({ texts }) => texts)));
  });
  const framesOf = (name: string): Buffer[] => {
    const at = cases.findIndex((one) => one.name === name);
    const first = cases.slice(0, at).reduce((sum, { texts }) => sum + texts.length, 0);
    return frames.slice(first, first + cases[at]!.texts.length);
  };

  test('no letter is missing, none is looked for outside', () => {
    const missing = [...stderr.matchAll(/Glyph (0x\w+) not found/g)].map(([, code]) => code);
    expect(missing.filter((code) => code !== '0xE123')).toEqual([]);
    expect(stderr).toContain('0xE123');
  });

  test.each(samples)('%s: not tofu, and lighting a word changes its colour, not its shape', (name) => {
    const [plain, tofu, ...lit] = framesOf(name);
    expect(litPixels(plain!)).toBe(0);
    expect(differingShare(shapesOf(plain!), shapesOf(tofu!))).toBeGreaterThan(0.2);
    for (const frame of lit) {
      expect(litPixels(frame)).toBeGreaterThan(5);
      expect(differingShare(shapesOf(frame), shapesOf(plain!))).toBeLessThan(0.03);
    }
  });
});

test('Hebrew is read from the right: the first word lights up right of the second', async () => {
  const states = captionStates([cueOf(['שלום', 'עולם'])], { ...style, language: 'he' });
  const { frames } = await drawn(states.map(({ assText }) => assText));
  const middle = frames.map((frame) => {
    const lit = columns(frame, (at) => frame[at + 3]! > 200 && frame[at + 1]! > 150 && frame[at]! < 120);
    return lit.reduce((sum, column) => sum + column, 0) / lit.length;
  });
  expect(middle[0]).toBeGreaterThan(middle[1]!);
});

test('nothing in a text acts: braces, backslashes and line ends show as themselves', async () => {
  const evil = ['{\\an8}', '{\\alpha&HFF&}x', '\\N\\h', '{\\p1}m0', '{'];
  const [state] = captionStates([cueOf(evil)], style);
  expect(state!.assText.replaceAll(/\{\\(1c|fn)[^{}]*\}/g, '')).not.toMatch(/(?<!\\)[{}]/);
  expect(escapeAss('a\r\nb')).toBe('a b');
  const calm = captionStates([cueOf(['(xan8)', '(xalphaxHFFx)x', 'xNxh', '(xp1)m0', '('])], style)[0]!;
  const { frames } = await drawn([state!.assText, calm.assText]);
  const rowsOf = (frame: Buffer) => {
    const rows: number[] = [];
    for (let at = 3; at < frame.length; at += 4) if (frame[at]! > 128) rows.push(Math.floor(at / 4 / style.width));
    return [rows[0]!, rows.at(-1)!];
  };
  const [[top, bottom], [calmTop, calmBottom]] = frames.map(rowsOf) as [number[], number[]];
  expect(Math.abs(top! - calmTop!)).toBeLessThanOrEqual(4);
  expect(Math.abs(bottom! - calmBottom!)).toBeLessThanOrEqual(4);
});

test('states follow one another without gap or overlap, one a word', () => {
  const states = captionStates([cueOf(['One', 'two', 'three']), cueOf(['Four'], 5)], style);
  expect(states.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
    [5, 6],
  ]);
});

test('a word that nobody hears gets no state of its own', () => {
  const cue = cueOf(['One', '—', 'two']);
  cue.words[1] = { text: '—', startSeconds: 1, endSeconds: 1 };
  expect(captionStates([cue], style)).toHaveLength(2);
});

test.each([
  [1920, 1080],
  [1080, 1920],
  [1080, 1080],
  [640, 360],
])('the widest line stays inside a frame of %i x %i', (width, height) => {
  const { fontSize, lineColumns, marginSide, marginBottom } = captionStyle(width, height, 'en', 'midnight');
  // Inter SemiBold's letters are 0.56 em wide on average in English text; an em is 1/1.43 of libass's size.
  expect((lineColumns * 0.56 * fontSize) / 1.43).toBeLessThan(width - 2 * marginSide);
  expect(marginBottom / height).toBeGreaterThanOrEqual(0.05);
});

test('the document is one that FFmpeg reads back whole', () => {
  const document = assDocument([cueOf(['One', 'two']), cueOf(['Three'], 3661.25)], style);
  expect(document.match(/^Dialogue: /gm)).toHaveLength(3);
  expect(document).toContain('1:01:01.25,1:01:02.25');
});

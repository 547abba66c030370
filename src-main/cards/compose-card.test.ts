import { Renderer, type MeasuredNode } from '@takumi-rs/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { themes } from '../../src-shared/brief.ts';
import type { CardRequest, CardVisual } from './card-request.ts';
import { composeCard } from './compose-card.ts';
import { loadFonts } from './fonts.ts';
import type { Sheet } from './sheet.ts';

const frames = { landscape: [1920, 1080], portrait: [1080, 1920], square: [1080, 1080] } as const;
const long = 'A title that goes on and on '.repeat(22).slice(0, 600);
const oneWord = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(6);
const arabic = 'ثلاث عادات تجعل مقاطع الشرح القصيرة واضحة ومفهومة للجميع '.repeat(4);
const japanese = '短い説明動画をわかりやすくする三つの習慣と、その理由について'.repeat(12);

/** One of each kind, all of its words the same. */
const visualsOf = (words: string): CardVisual[] => [
  { kind: 'title', kicker: words, title: words, subtitle: words },
  {
    kind: 'bullets',
    kicker: words,
    title: words,
    items: Array.from({ length: 6 }, () => ({ text: words, detail: words })),
  },
  { kind: 'quote', quote: words, attribution: words },
  { kind: 'number', kicker: words, value: words, caption: words, note: words, fraction: 0.5 },
  {
    kind: 'chart',
    kicker: words,
    title: words,
    bars: Array.from({ length: 8 }, (_, at) => ({ label: words, value: at, display: words })),
  },
  {
    kind: 'steps',
    kicker: words,
    title: words,
    subtitle: words,
    steps: Array.from({ length: 6 }, () => words),
    current: 3,
  },
  { kind: 'picture', source: '', label: words, title: words, caption: words },
];
const sparse: CardVisual[] = [
  { kind: 'title', title: 'Only a title' },
  { kind: 'bullets', title: '', items: [{ text: 'One' }] },
  { kind: 'quote', quote: 'Short.' },
  { kind: 'number', value: '7', caption: '' },
  {
    kind: 'chart',
    title: '',
    bars: [
      { label: '', value: 0 },
      { label: 'b', value: 0 },
    ],
  },
  { kind: 'steps', title: '', steps: ['a', 'b'], current: 9 },
  { kind: 'picture', source: '', title: ' ' },
];

let renderer: Renderer;
beforeAll(async () => {
  renderer = new Renderer();
  for (const { family, weight, data } of await loadFonts()) {
    await renderer.registerFont({ name: family, weight, style: 'normal', data });
  }
});

const request = (
  visual: CardVisual,
  [width, height]: readonly [number, number],
  more: Partial<CardRequest> = {},
): CardRequest => ({
  ...{ visual, width, height, theme: 'midnight', language: 'en', filmTitle: 'A film', sceneNumber: 4 },
  ...more,
});

interface Run {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Every run of text with its place on the sheet; heights are those of the line's box. */
function runsOf(node: MeasuredNode): Run[] {
  const [, , , , x, y] = node.transform;
  const own = node.runs
    .filter(({ text }) => text.trim())
    .map((run) => ({
      text: run.text,
      left: x + run.x,
      // A line that was broken keeps its blank beyond the edge.
      right: x + run.x + run.width - (/\s$/u.test(run.text) ? run.height * 0.3 : 0),
      top: y,
      bottom: y + node.height,
    }));
  return [...own, ...node.children.flatMap(runsOf)];
}

async function layOut(card: CardRequest): Promise<{ content: Run[]; foot: Run[]; sheet: Sheet }> {
  const { node, sheet } = await composeCard(card, renderer);
  const size = { width: Math.round(sheet.width), height: Math.round(sheet.height) };
  const [content, foot] = (await renderer.measure(node, size)).children
    .filter(({ height }) => height < sheet.height)
    .slice(-2);
  const isPicture = card.visual.kind === 'picture';
  const body = isPicture ? foot : content;
  return { content: body ? runsOf(body) : [], foot: isPicture || !foot ? [] : runsOf(foot), sheet };
}

describe.each(Object.entries(frames))('a %s card', (_shape, size) => {
  test.each([
    ['600 letters in every field', long],
    ['words without an end', oneWord],
    ['Arabic', arabic],
    ['Japanese', japanese],
    ['one short word', 'Hello'],
  ])('keeps all text in its room: %s', async (_what, words) => {
    for (const visual of visualsOf(words)) {
      const { content, sheet } = await layOut(request(visual, size));
      expect(content.length, visual.kind).toBeGreaterThan(0);
      for (const run of content) {
        const where = `${visual.kind}: “${run.text.slice(0, 30)}”`;
        expect(run.left, where).toBeGreaterThanOrEqual(sheet.margin - 0.005 * sheet.width);
        expect(run.right, where).toBeLessThanOrEqual(sheet.width - sheet.margin + 0.005 * sheet.width);
        expect(run.top, where).toBeGreaterThanOrEqual(sheet.content.top - 2);
        expect(run.bottom, where).toBeLessThanOrEqual(sheet.content.bottom + 2);
      }
    }
  });

  test('draws what has only the fields it must have', async () => {
    for (const visual of sparse) await expect(layOut(request(visual, size)), visual.kind).resolves.toBeDefined();
  });
});

test('the foot leaves the middle of a landscape frame to the captions', async () => {
  const { foot, sheet } = await layOut(
    request({ kind: 'title', title: 'Hello' }, frames.landscape, { filmTitle: long }),
  );
  const [title, number] = foot;
  expect(title?.right).toBeLessThan(sheet.width * 0.24);
  expect(number?.left).toBeGreaterThan(sheet.width * 0.76);
});

test('a title card does not say the film’s title twice', async () => {
  const { foot } = await layOut(request({ kind: 'title', title: 'A film' }, frames.landscape));
  expect(foot.map(({ text }) => text)).toEqual(['04']);
});

test('right-to-left text stands at the right edge', async () => {
  const { content, sheet } = await layOut(request({ kind: 'title', title: 'مرحبا بالعالم' }, frames.landscape));
  expect(Math.max(...content.map(({ right }) => right))).toBeGreaterThan(sheet.width - sheet.margin - 4);
});

test('a long text is cut at a word, with an ellipsis', async () => {
  const { content } = await layOut(request({ kind: 'title', title: long }, frames.landscape));
  expect(content.map(({ text }) => text).join('')).toMatch(/ (?:A|title|that|goes|on|and)…$/);
});

const draw = async (visual: CardVisual, size: readonly [number, number], more: Partial<CardRequest> = {}) => {
  const card = request(visual, size, more);
  const { node, sheet } = await composeCard(card, renderer);
  const [width, height] = size;
  return renderer.render(node, { width, height, devicePixelRatio: sheet.scale, format: 'raw' });
};

test('every template draws in every theme and shape', async () => {
  for (const theme of themes) {
    for (const size of [
      [480, 270],
      [270, 480],
      [270, 270],
    ] as const) {
      const cards = visualsOf('Words').filter(({ kind }) => kind !== 'picture');
      for (const visual of cards) {
        const pixels = await draw(visual, size, { theme });
        expect(new Set(pixels.subarray(0, 40_000)).size, `${theme} ${visual.kind}`).toBeGreaterThan(8);
      }
    }
  }
});

test.each([
  ['Japanese', '日本語の題'],
  ['Chinese', '让每个想法成为视频'],
  ['Korean', '한국어 제목'],
  ['Arabic', 'عنوان عربي'],
  ['Hebrew', 'כותרת בעברית'],
  ['Hindi', 'हिन्दी शीर्षक'],
  ['Thai', 'ชื่อเรื่องไทย'],
  ['Vietnamese', 'Tiếng Việt'],
  ['emoji', '🚀🎬❤️'],
])('%s letters are drawn, not boxes', async (_name, words) => {
  const letters = await draw({ kind: 'title', title: words }, [480, 270]);
  // U+10FFFD is for private use: no font has it, so it shows what an unknown letter looks like.
  const unknown = words.replace(/[^\s\uFE0F]/gu, '\u{10FFFD}');
  const boxes = await draw({ kind: 'title', title: unknown }, [480, 270]);
  const blank = await draw({ kind: 'title', title: ' ' }, [480, 270]);
  expect(differingPixels(letters, blank)).toBeGreaterThan(300);
  expect(differingPixels(letters, boxes)).toBeGreaterThan(300);
});

test('two different Japanese letters look different', async () => {
  const [one, other] = [
    await draw({ kind: 'title', title: '日' }, [480, 270]),
    await draw({ kind: 'title', title: '語' }, [480, 270]),
  ];
  expect(differingPixels(one, other)).toBeGreaterThan(60);
});

function differingPixels(one: Uint8Array, other: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < one.length; at += 4) {
    const distance = Math.abs((one[at] ?? 0) - (other[at] ?? 0)) + Math.abs((one[at + 1] ?? 0) - (other[at + 1] ?? 0));
    if (distance > 60) count++;
  }
  return count;
}

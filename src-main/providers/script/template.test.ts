import { describe, expect, test } from 'vitest';
import { Brief, tones, type BriefInput } from '../../../src-shared/brief.ts';
import { Script } from '../../../src-shared/film.ts';
import { uncounted } from '../provider.ts';
import { countWords, estimateFilmSeconds } from './speaking-time.ts';
import { template } from './template.ts';

const habits =
  'Three habits that make short explainer videos clear: one point per scene, short sentences, pictures before decoration.';
const { signal } = new AbortController();
const write = async (input: BriefInput) => Script.parse(await template.write(Brief.parse(input), uncounted(signal)));
const spoken = (script: Script) => script.scenes.map(({ narration }) => narration).join(' ');

test('a topic that lists its points gets a scene for each', async () => {
  const { title, scenes } = await write({ topic: habits });
  expect(title).toBe('Three habits that make short explainer videos clear');
  const headings = scenes.map(({ heading }) => heading);
  for (const point of ['One point per scene', 'Short sentences', 'Pictures before decoration']) {
    expect(headings).toContain(point);
  }
});

test('key points that match the topic’s list become its details', async () => {
  const keyPoints = [
    'Say it once, then show it',
    'Twelve words is a comfortable line',
    'Every visual earns its seconds',
  ];
  const { scenes } = await write({ topic: habits, keyPoints, audience: 'New video creators', durationSeconds: 50 });
  const agenda = scenes.find(({ visual }) => visual.kind === 'bullets')?.visual;
  expect(agenda).toMatchObject({
    items: [
      { text: 'One point per scene', detail: 'Say it once, then show it' },
      { text: 'Short sentences', detail: 'Twelve words is a comfortable line' },
      { text: 'Pictures before decoration', detail: 'Every visual earns its seconds' },
    ],
  });
});

test.each([
  [
    '73% of viewers decide in five seconds',
    { kind: 'number', value: '73%', fraction: 0.73, caption: 'of viewers decide in five seconds' },
  ],
  ['The tool costs $1,200 a year', { kind: 'number', value: '$1,200', caption: 'The tool costs $1,200 a year' }],
  ['Use 500 g of flour', { kind: 'number', value: '500 g', caption: 'Use 500 g of flour' }],
  ['Idea -> Script -> Voice', { kind: 'steps', steps: ['Idea', 'Script', 'Voice'] }],
  ['Bring three things: paper, a pen, patience', { kind: 'bullets', title: 'Bring three things' }],
])('“%s” gets the card that fits it', async (point, visual) => {
  const { scenes } = await write({
    topic: 'A topic',
    keyPoints: [point, 'Another point that is a good deal longer than a step'],
  });
  expect(scenes.map((scene) => scene.visual)).toContainEqual(expect.objectContaining(visual));
});

test.each(['Founded in 1998 by two friends', 'Use H264 for video', 'Watch it in 3D glasses at home'])(
  '“%s” has no figure worth a card',
  async (point) => {
    const { scenes } = await write({
      topic: 'A topic',
      keyPoints: [point, 'Another point that is a good deal longer'],
    });
    expect(scenes.map(({ visual }) => visual.kind)).not.toContain('number');
  },
);

describe('length', () => {
  const keyPoints = [
    'Say it once, then show it',
    'Keep every sentence short',
    'Let each visual earn its seconds',
    'End on one request',
  ];
  test.each([20, 30, 45, 60, 90])('a film of %i seconds lasts about so long', async (durationSeconds) => {
    const { scenes } = await write({
      topic: habits,
      keyPoints,
      durationSeconds,
      audience: 'new creators',
      goal: 'Publish the first video',
    });
    const seconds = estimateFilmSeconds(scenes, 1);
    expect(seconds).toBeGreaterThan(durationSeconds * 0.9);
    expect(seconds).toBeLessThan(durationSeconds * 1.1);
  });

  test('a faster voice says more in the same time', async () => {
    const words = async (rate: number) =>
      countWords(spoken(await write({ topic: habits, keyPoints, rate, durationSeconds: 60 })));
    expect(await words(1.4)).toBeGreaterThan(await words(0.8));
  });
});

test('every word that is not the user’s comes from the phrasebook, and no figure is made up', async () => {
  const script = await write({
    topic: 'Bread at home',
    keyPoints: ['Weigh the flour', 'Wait for the dough'],
    durationSeconds: 60,
  });
  expect(spoken(script)).not.toMatch(/\d/);
  expect(spoken(script)).toContain('Weigh the flour');
});

test('arrows are shown and not spoken', async () => {
  const script = await write({ topic: 'A topic', keyPoints: ['Idea -> Script -> Voice', 'Another'] });
  expect(spoken(script)).toContain('Idea, Script, Voice');
  expect(spoken(script)).not.toMatch(/->|→/);
});

test('tones differ in their words, not in the points', async () => {
  const films = await Promise.all(tones.map((tone) => write({ topic: habits, tone })));
  expect(new Set(films.map(spoken)).size).toBe(tones.length);
  for (const film of films) expect(spoken(film)).toContain('Short sentences');
});

test('the same brief gives the same script, another seed another one', async () => {
  const brief = { topic: habits, durationSeconds: 90 };
  expect(await write(brief)).toEqual(await write(brief));
  expect(spoken(await write({ ...brief, seed: 8 }))).not.toBe(spoken(await write(brief)));
});

test.each([
  ['Japanese', '短い動画の三つの習慣：一場面に一つの話、短い文、飾りより絵。', 'ja'],
  ['Arabic', 'ثلاث عادات للفيديو: فكرة واحدة، جمل قصيرة، صور واضحة', 'ar'],
  ['Hebrew', 'שלושה הרגלים: רעיון אחד, משפטים קצרים', 'he'],
  ['Korean', '짧은 영상의 세 가지 습관', 'ko'],
])('a %s film has no English in it, whatever the brief’s language', async (_name, topic, language) => {
  const script = await write({ topic, durationSeconds: 40 });
  expect(script.language).toBe(language);
  expect(spoken(script)).not.toMatch(/[A-Za-z]{2}/);
  expect(
    JSON.stringify(script.scenes.map(({ visual }) => Object.entries(visual).filter(([key]) => key !== 'kind'))),
  ).not.toMatch(/Point|film|short/);
});

test('a German film is held together by German', async () => {
  const script = await write({
    topic: 'Brot backen',
    keyPoints: ['Mehl wiegen', 'Teig ruhen lassen'],
    language: 'de-AT',
  });
  expect(spoken(script)).toMatch(/Es geht um 2 Punkte/);
  expect(spoken(script)).not.toMatch(/Let’s|First|recap/);
});

test.each([
  ['one emoji', '🎬'],
  ['one word', 'Bread'],
  ['2,000 letters without a stop', 'word '.repeat(400)],
  ['only marks', '...!?'],
])('a topic of %s makes a film all the same', async (_what, topic) => {
  const { scenes } = await write({ topic });
  expect(scenes.length).toBeGreaterThan(0);
  for (const { heading } of scenes) expect(heading.length).toBeLessThanOrEqual(120);
});

test('twenty points fit into ten seconds as well as they can', async () => {
  const keyPoints = Array.from({ length: 20 }, (_, index) => `Point of order ${'abcdefghijklmnopqrst'[index]}`);
  const { scenes } = await write({ topic: 'Many points', keyPoints, durationSeconds: 10 });
  expect(scenes.length).toBeLessThanOrEqual(21);
});

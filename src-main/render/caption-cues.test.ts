import { describe, expect, test } from 'vitest';
import type { Cue, Narration, Script, Word } from '../../src-shared/film.ts';
import { makeCues } from './caption-cues.ts';
import { columnsOf, graphemesOf } from './caption-text.ts';
import { planFilm } from './plan-film.ts';

const timed = (texts: readonly string[], secondsEach = 0.3): Word[] =>
  texts.map((text, index) => ({ text, startSeconds: index * secondsEach, endSeconds: (index + 1) * secondsEach }));
const spaced = (text: string, secondsEach = 0.3) => timed(text.split(/\s+/), secondsEach);

function cuesOf(scenes: Word[][], lineColumns = 42): { cues: Cue[]; plan: ReturnType<typeof planFilm> } {
  const narration: Narration = {
    voice: 'slt',
    provider: 'Flite',
    scenes: scenes.map((words, index) => ({
      sceneId: `s${index + 1}`,
      durationSeconds: words.at(-1)!.endSeconds,
      words,
    })),
  };
  const script: Script = {
    title: 'A film',
    language: 'en',
    scenes: narration.scenes.map(({ sceneId }) => ({
      sceneId,
      heading: '',
      narration: 'x',
      visual: { kind: 'title', title: 'x' },
    })),
  };
  const plan = planFilm(script, narration, { width: 1920, height: 1080, frameRate: 30 });
  return { cues: makeCues(narration, plan, lineColumns), plan };
}

const story =
  'Every great video starts with a single clear idea. Write it down in one sentence, read it aloud, and cut whatever does not serve it. ' +
  'Then pick a narrator, listen once, and move on to the pictures that your audience will remember long after the words are gone. Done!';

describe('captions can be read', () => {
  const { cues, plan } = cuesOf([spaced(story), spaced(story, 0.22), spaced('Yes.', 0.3)]);

  test('one or two lines of at most 42 columns', () => {
    expect(cues.length).toBeGreaterThan(8);
    for (const { lines } of cues) for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(42);
  });

  test('no word is lost, split or moved', () => {
    const words = cues.flatMap((cue) => cue.lines.join(' ').split(' '));
    expect(words.join(' ')).toBe(`${story} ${story} Yes.`);
    expect(cues.flatMap((cue) => cue.words.map(({ text }) => text))).toEqual(words);
  });

  test('each is up for 0.8 to 6 seconds, holds its words, and stays within its scene', () => {
    for (const cue of cues) {
      expect(cue.endSeconds - cue.startSeconds).toBeGreaterThanOrEqual(0.8 - 1e-9);
      expect(cue.endSeconds - cue.startSeconds).toBeLessThanOrEqual(6);
      expect(cue.words.at(-1)!.endSeconds).toBeLessThanOrEqual(cue.endSeconds + 0.08);
      const scene = plan.scenes.find(
        ({ startSeconds, endSeconds }) => startSeconds <= cue.startSeconds && cue.endSeconds <= endSeconds,
      );
      expect(scene).toBeDefined();
    }
  });

  test('they never overlap, and a gap is either a cut or one to be seen', () => {
    for (const [index, cue] of cues.slice(1).entries()) {
      const gap = cue.startSeconds - cues[index]!.endSeconds;
      expect(gap).toBeGreaterThanOrEqual(0.079);
      expect(gap <= 0.081 || gap >= 0.14).toBe(true);
    }
  });

  test('a sentence that fits is a caption of its own, and two lines are balanced', () => {
    const lines = cues.map((cue) => cue.lines.join(' '));
    expect(lines[0]).toBe('Every great video starts with a single clear idea.');
    for (const cue of cues.filter(({ lines: both }) => both.length === 2)) {
      const [upper, lower] = cue.lines.map(columnsOf);
      expect(Math.abs(upper! - lower!)).toBeLessThan(24);
    }
  });
});

test('a narrow frame gets shorter lines', () => {
  for (const cue of cuesOf([spaced(story)], 28).cues)
    for (const line of cue.lines) expect(columnsOf(line)).toBeLessThanOrEqual(28);
});

test('Japanese is set without spaces, 21 letters a line', () => {
  const words = timed([
    '日本の',
    '夏は',
    'とても',
    '美しいです。',
    '海と',
    '山が',
    '近くに',
    'あり、',
    '祭りの',
    '音が',
    '聞こえます。',
  ]);
  const { cues } = cuesOf([words]);
  expect(cues.map(({ lines }) => lines.join('')).join('')).toBe(words.map(({ text }) => text).join(''));
  for (const cue of cues) for (const line of cue.lines) expect(graphemesOf(line).length).toBeLessThanOrEqual(21);
});

test('an endless word is cut between graphemes and families stay together', () => {
  const family = '👨‍👩‍👧';
  const { cues } = cuesOf([timed([family.repeat(60)], 4)]);
  const shown = cues.flatMap(({ lines }) => lines);
  expect(shown.join('').replaceAll(' ', '')).toBe(family.repeat(60));
  for (const line of shown) expect(columnsOf(line)).toBeLessThanOrEqual(42);
});

test('control and direction marks are taken out', () => {
  const { cues } = cuesOf([timed(['\u202eevil\u202c', 'li\nne', 'ok'], 0.6)]);
  expect(cues.flatMap(({ lines }) => lines).join(' ')).toBe('evil li ne ok');
});

test('a scene without words has no captions', () => {
  const { cues } = cuesOf([timed(['One'], 1), timed(['\u0000'], 1)]);
  expect(cues).toHaveLength(1);
});

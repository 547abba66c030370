import { describe, expect, test } from 'vitest';
import type { Narration, Script } from '../../src-shared/film.ts';
import { planFilm, segmentSecondsFor } from './plan-film.ts';

const film = (...scenes: { spoken: number; minimum?: number }[]): [Script, Narration] => [
  {
    title: 'Tea',
    language: 'en',
    scenes: scenes.map(({ minimum }, index) => ({
      sceneId: `s${index + 1}`,
      heading: `Scene ${index + 1}`,
      narration: 'x',
      visual: { kind: 'title', title: 'x' },
      ...(minimum !== undefined && { minimumSeconds: minimum }),
    })),
  },
  {
    voice: 'slt',
    provider: 'Flite',
    scenes: scenes.map(({ spoken }, index) => ({ sceneId: `s${index + 1}`, durationSeconds: spoken, words: [] })),
  },
];
const format = (frameRate: 24 | 25 | 30 | 50 | 60 = 30) => ({ width: 640, height: 360, frameRate });

describe('planFilm', () => {
  test('a scene lasts as long as its narration with lead-in and tail, in whole frames', () => {
    const { scenes } = planFilm(...film({ spoken: 4.013 }), format());
    expect(scenes[0]).toMatchObject({ startFrame: 0, endFrame: 154, narrationStartSample: 19_200 });
  });

  test('a silent scene lasts three seconds, and a minimum prolongs any scene', () => {
    const { scenes } = planFilm(...film({ spoken: 0 }, { spoken: 1, minimum: 6 }), format());
    expect(scenes.map((scene) => scene.endFrame - scene.startFrame)).toEqual([90, 180]);
  });

  test('scenes overlap by the crossfade, and the next voice starts inside it', () => {
    const { scenes, totalFrames, durationSeconds } = planFilm(...film({ spoken: 4.9 }, { spoken: 2.9 }), format());
    expect(scenes[1]).toMatchObject({ startFrame: 165, endFrame: 285, fadeInFrames: 15, fadeOutFrames: 0 });
    expect(scenes[1]?.narrationStartSeconds).toBeCloseTo(5.9, 9);
    expect([totalFrames, durationSeconds]).toEqual([285, 9.5]);
  });

  test.each([24, 25, 30, 50, 60] as const)(
    'at %i fps segments cover every frame once and narration starts on a sample',
    (rate) => {
      const lengths = [4.21, 31.7, 0, 0.05, 12.345, 9.9, 2.77].map((spoken) => ({ spoken }));
      const plan = planFilm(...film(...lengths), format(rate));
      let next = 0;
      for (const [index, segment] of plan.segments.entries()) {
        expect(segment).toMatchObject({ index, firstFrame: next });
        expect(segment.endFrame).toBeGreaterThan(segment.firstFrame);
        expect(segment.endFrame - segment.firstFrame).toBeLessThanOrEqual(2 * rate);
        next = segment.endFrame;
      }
      expect(next).toBe(plan.totalFrames);
      for (const scene of plan.scenes) expect(Number.isInteger(scene.narrationStartSample)).toBe(true);
    },
  );

  test('a segment ends with the fade to the next scene, so a change to a scene touches two of them', () => {
    const plan = planFilm(...film({ spoken: 3 }, { spoken: 3 }, { spoken: 3 }), { ...format(), segmentSeconds: 10 });
    expect(plan.segments.map((segment) => segment.endFrame)).toEqual(plan.scenes.map((scene) => scene.endFrame));
  });

  test('segments are as short as two checkpoints may be apart, and long where none are wanted', () => {
    expect(segmentSecondsFor({ enabled: true, interval: 60_000 })).toBe(2);
    expect(segmentSecondsFor({ enabled: true, interval: 600_000 })).toBe(10);
    expect(segmentSecondsFor({ enabled: true, interval: 1000 })).toBe(1);
    expect(segmentSecondsFor({ enabled: false, interval: 60_000 })).toBe(10);
  });

  test('chapters follow each other without a gap from the first frame to the last', () => {
    const { chapters, durationSeconds } = planFilm(...film({ spoken: 3 }, { spoken: 3 }, { spoken: 3 }), format());
    expect(chapters[0]?.startSeconds).toBe(0);
    expect(chapters[1]?.startSeconds).toBe(chapters[0]?.endSeconds);
    expect(chapters.at(-1)?.endSeconds).toBe(durationSeconds);
  });
});

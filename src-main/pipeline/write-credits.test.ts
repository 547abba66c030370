import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PictureCredit, Script, Visuals } from '../../src-shared/film.ts';
import { writeCredits } from './write-credits.ts';

const scenes = ['Tides', 'The moon\npulls', 'The end'].map((heading, index) => ({
  ...{ sceneId: `s${index + 1}`, heading, narration: '', visual: { kind: 'title' as const, title: heading } },
}));
const script: Script = { title: 'Why the sea\u2028moves', language: 'en', scenes };
const visualsWith = (...credits: (PictureCredit | undefined)[]): Visuals => ({
  scenes: credits.map((credit, index) => ({
    ...{ sceneId: `s${index + 1}`, imagePath: '/p.jpg', width: 2, height: 2, kind: 'picture', provider: 'Pexels' },
    ...(credit && { credit }),
  })),
});

test('photographers and models are named beside the film; a film of cards alone has no such file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-credits-'));
  const videoPath = join(folder, 'Film.v2.mp4');
  expect(await writeCredits(videoPath, script, visualsWith(undefined, undefined))).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);

  const photo = {
    provider: 'Pexels',
    author: 'Ann\nScene 9',
    authorUrl: 'https://www.pexels.com/@ann',
    source: 'https://www.pexels.com/photo/1/',
    license: 'Pexels License',
  };
  const drawn = { provider: 'OpenAI', source: 'gpt-image-1', license: 'Generated' };
  expect(await writeCredits(videoPath, script, visualsWith(undefined, photo, drawn))).toEqual({
    path: join(folder, 'Film.v2.credits.txt'),
    count: 2,
  });
  expect(await readFile(join(folder, 'Film.v2.credits.txt'), 'utf8')).toBe(
    [
      'Pictures in “Why the sea moves”',
      '',
      'Scene 2, The moon pulls',
      '  Photo by Ann Scene 9 on Pexels (Pexels License)',
      '  https://www.pexels.com/photo/1/',
      '  https://www.pexels.com/@ann',
      '',
      'Scene 3, The end',
      '  Made with OpenAI, gpt-image-1 (Generated)',
      '',
    ].join('\n'),
  );
  await rm(folder, { recursive: true });
});

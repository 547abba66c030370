import { mkdtemp, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawnScenes } from './drawn-scenes.ts';

const record = (sceneId: string, imagePath: string) =>
  JSON.stringify({ sceneId, imagePath, width: 1920, height: 1080, kind: 'card', provider: 'Cards' });

test('scenes that stand drawn are found while others are missing, the newest of each', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-drawn-'));
  await writeFile(join(folder, 'b.json'), record('s1', '/old.png'));
  await utimes(join(folder, 'b.json'), 1, 1);
  await writeFile(join(folder, 'a.json'), record('s1', '/new.png'));
  await writeFile(join(folder, 'c.json'), record('s3', '/third.png'));
  await writeFile(join(folder, 'torn.json'), '{"sceneId":');
  const drawn = await drawnScenes(folder);
  expect([...drawn.keys()].toSorted()).toEqual(['s1', 's3']);
  expect(drawn.get('s1')?.imagePath).toBe('/new.png');
  expect((await drawnScenes(join(folder, 'nowhere'))).size).toBe(0);
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeWindow, readWindowState, saveWindowState } from './window-state.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-window-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('what the window remembers', () => {
  test('comes back as it was saved', async () => {
    const path = join(folder, 'window.json');
    const state = { bounds: { x: 5, y: 6, width: 1000, height: 700 }, isMaximized: true, theme: 'dark' as const };
    await saveWindowState(path, state);
    expect(readWindowState(path)).toEqual(state);
  });

  test.each(['', '{', '[]', '{"theme":"pink"}', '{"bounds":{"x":"left"}}'])('%j counts as nothing', async (text) => {
    const path = join(folder, 'broken.json');
    await writeFile(path, text);
    expect(readWindowState(path)).toEqual({ isMaximized: false, theme: 'system' });
  });
});

describe('where the window opens', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const left = { x: -1600, y: 100, width: 1600, height: 900 };

  test('the first time in its default size, for the system to place', () => {
    expect(placeWindow(undefined, [screen])).toEqual({ width: 1280, height: 800 });
  });

  test('where it was, also on a screen to the left', () => {
    const saved = { x: -1500, y: 120, width: 1200, height: 800 };
    expect(placeWindow(saved, [screen, left])).toEqual(saved);
  });

  test.each([
    ['its screen is gone', { x: -1500, y: 120, width: 1200, height: 800 }],
    ['its title bar is above the screen', { x: 0, y: -300, width: 1200, height: 800 }],
    ['only a sliver is left of it', { x: 1890, y: 10, width: 1200, height: 800 }],
  ])('in the same size elsewhere when %s', (_why, saved) => {
    expect(placeWindow(saved, [screen])).toEqual({ width: 1200, height: 800 });
  });

  test('no larger than the screen and no smaller than the least it can be', () => {
    const small = { x: 0, y: 0, width: 1024, height: 600 };
    expect(placeWindow({ x: 0, y: 0, width: 3000, height: 2000 }, [small])).toMatchObject({ width: 1024, height: 640 });
    expect(placeWindow({ x: 0, y: 0, width: 10, height: 10 }, [screen])).toMatchObject({ width: 940, height: 640 });
  });
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visual } from '../../../src-shared/film.ts';
import { createCardDrawer } from '../../cards/draw-card.ts';
import { input } from '../../ffmpeg/args-inputs.ts';
import { createFfmpeg } from '../../ffmpeg/create-ffmpeg.ts';
import { uncounted } from '../provider.ts';
import { createOwnFiles } from './own-files.ts';
import { readPictureHeader, uprightSize } from './picture-header.ts';

let folder: string;
let ffmpeg: ReturnType<typeof createFfmpeg>;
const drawer = createCardDrawer();
const { signal } = new AbortController();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-own-files-'));
  await mkdir(join(folder, 'out'));
  ffmpeg = createFfmpeg({ recordFolder: join(folder, 'children') });
  // Left half red, right half blue.
  const halves = 'color=red:s=400x300:d=1,drawbox=x=200:w=200:color=blue:t=fill';
  await make('wide.png', halves);
  await make('wide.jpg', halves);
  await make('wide.webp', halves);
  await make('large.png', 'testsrc2=s=3000x1700:d=1');
  await make('boat.jpg', 'color=0xb0bcc4:s=640x360:d=1,drawbox=x=460:y=90:w=70:h=60:color=0x602018:t=fill');
  await make('tall.png', 'color=green:s=300x1200:d=1');
  await make('100% of it’s “fine”.png', halves);
  await make('clear.png', 'color=black@0:s=400x225:d=1,format=rgba');
  const jpeg = await readFile(join(folder, 'wide.jpg'));
  for (let orientation = 1; orientation <= 8; orientation++) {
    await writeFile(join(folder, `held-${orientation}.jpg`), withOrientation(jpeg, orientation));
  }
  const whole = await readFile(join(folder, 'large.png'));
  await writeFile(join(folder, 'torn.png'), whole.subarray(0, 60));
});
afterAll(async () => {
  await drawer.close();
  await rm(folder, { recursive: true, force: true });
});

const make = (name: string, source: string) =>
  ffmpeg.run({
    purpose: 'test picture',
    signal,
    args: ['-f', 'lavfi', '-i', source, '-frames:v', '1', '-update', '1', `file:${join(folder, name)}`],
  });

/** Puts an EXIF segment that says how the camera was held behind the start of the file. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, body, jpeg.subarray(2)]);
}

async function draw(
  name: string,
  [width, height]: [number, number],
  words: Partial<Extract<Visual, { kind: 'picture' }>> = {},
) {
  const visual: Visual = { kind: 'picture', source: name.startsWith('asset:') ? name : join(folder, name), ...words };
  const scene = { sceneId: 's1', heading: 'A scene', narration: '', visual };
  const request = {
    ...{ scene, filmTitle: 'A film', sceneNumber: 1, sceneCount: 1, width, height },
    brief: { theme: 'midnight' as const, language: 'en', seed: 1 },
    imagePath: join(folder, 'out', `${name.replace(/[^a-z0-9]/giu, '-')}-${width}.png`),
  };
  return createOwnFiles({ ffmpeg, drawer }).draw(request, uncounted(signal));
}

/** The colour in the middle of a part of the picture. */
async function colourAt(path: string, x: number, y: number): Promise<'red' | 'blue' | 'green' | 'white' | 'other'> {
  const chunks: Buffer[] = [];
  const crop = `crop=2:2:${x}*iw:${y}*ih,scale=1:1,format=rgb24`;
  await ffmpeg.run({
    purpose: 'test colour',
    signal,
    args: [
      '-noautorotate',
      ...input(path.endsWith('.png') ? 'png_pipe' : 'jpeg_pipe', path),
      ...['-vf', crop, '-frames:v', '1', '-f', 'rawvideo', 'pipe:1'],
    ],
    onOutput: (chunk) => chunks.push(chunk),
  });
  const [red = 0, green = 0, blue = 0] = Buffer.concat(chunks);
  if (red > 200 && green > 200 && blue > 200) return 'white';
  if (red > 150 && green < 90 && blue < 90) return 'red';
  if (blue > 150 && red < 90 && green < 90) return 'blue';
  return green > 90 && red < 60 && blue < 60 ? 'green' : 'other';
}

test('the subject of a picture is found where nobody says where it is; what its owner says counts more', async () => {
  const { focus } = await draw('boat.jpg', [320, 180]);
  expect(Math.hypot(focus!.x - 495 / 640, focus!.y - 120 / 360)).toBeLessThan(0.08);
  // Cut to a squarer frame, it is where it is seen in that.
  expect((await draw('boat.jpg', [270, 240])).focus!.x).toBeGreaterThan(0.81);
  const own = { x: 0.1, y: 0.9 };
  expect((await draw('boat.jpg', [320, 180], { focus: own })).focus).toEqual(own);
  // Nothing aims at a card: its words keep their margins.
  expect(await draw('boat.jpg', [320, 180], { title: 'A boat' })).not.toHaveProperty('focus');
});

describe('a picture alone', () => {
  test.each(['wide.png', 'wide.jpg', 'wide.webp', '100% of it’s “fine”.png'])('covers the frame: %s', async (name) => {
    const drawn = await draw(name, [640, 480]);
    expect(drawn).toMatchObject({ kind: 'picture', width: 640, height: 480 });
    expect(readPictureHeader(await readFile(drawn.imagePath))).toMatchObject({
      format: 'jpeg',
      width: 640,
      height: 480,
    });
    expect(await colourAt(drawn.imagePath, 0.2, 0.5)).toBe('red');
    expect(await colourAt(drawn.imagePath, 0.8, 0.5)).toBe('blue');
  });

  test('keeps pixels to move in when it has them, and no more', async () => {
    const drawn = await draw('large.png', [1280, 720]);
    expect(drawn.width).toBeGreaterThan(1280 * 1.25);
    expect(drawn.width).toBeLessThan(1280 * 1.4);
  });

  test('of quite another shape is shown whole, on a ground of itself', async () => {
    const drawn = await draw('tall.png', [640, 360]);
    expect(drawn.kind).toBe('card');
    expect(drawn.width / drawn.height).toBeCloseTo(640 / 360, 1);
    expect(await colourAt(drawn.imagePath, 0.5, 0.03)).toBe('green');
  });

  test('with clear parts stands on white', async () => {
    expect(await colourAt((await draw('clear.png', [400, 224])).imagePath, 0.5, 0.5)).toBe('white');
  });

  // Where the red half is to be once the picture is upright: https://exiftool.org/TagNames/EXIF.html#Orientation
  test.each([
    [1, 0.1, 0.5],
    [2, 0.9, 0.5],
    [3, 0.9, 0.5],
    [4, 0.1, 0.5],
    [5, 0.5, 0.1],
    [6, 0.5, 0.1],
    [7, 0.5, 0.9],
    [8, 0.5, 0.9],
  ])('is turned upright from orientation %i', async (orientation, x, y) => {
    const drawn = await draw(`held-${orientation}.jpg`, orientation < 5 ? [400, 300] : [300, 400]);
    expect(await colourAt(drawn.imagePath, x, y)).toBe('red');
    expect(await colourAt(drawn.imagePath, 1 - x, 1 - y)).toBe('blue');
  });

  test('that ships with the app is found by name', async () => {
    const drawn = await draw('asset:sample/dusk.jpg', [1920, 1080]);
    expect(drawn.width).toBeGreaterThanOrEqual(1920 * 1.25);
  });
});

test('words on a picture make a card of the frame’s size', async () => {
  const drawn = await draw('wide.png', [640, 360], { title: 'Words', caption: 'And more of them' });
  expect(drawn).toMatchObject({ kind: 'card', width: 640, height: 360 });
  expect(readPictureHeader(await readFile(drawn.imagePath))).toMatchObject({ format: 'png', width: 640, height: 360 });
});

test('a torn picture is named as such, and nothing is left behind', async () => {
  await expect(draw('torn.png', [642, 360])).rejects.toMatchObject({
    code: 'InvalidInput:picture',
    message: expect.stringContaining('torn.png') as string,
  });
  const left = await readdir(join(folder, 'out'));
  expect(left.filter((name) => name.includes('642') || name.endsWith('.tmp'))).toEqual([]);
});

test('a picture that is gone is named', async () => {
  await expect(draw('gone.png', [640, 360])).rejects.toMatchObject({ code: 'InputFileMissing:gone.png' });
});

describe('a header', () => {
  test('is read from the bytes, whatever the name', async () => {
    const png = await readFile(join(folder, 'wide.png'));
    const webp = await readFile(join(folder, 'wide.webp'));
    expect(readPictureHeader(png)).toEqual({ format: 'png', width: 400, height: 300, orientation: 1 });
    expect(readPictureHeader(webp)).toMatchObject({ format: 'webp', width: 400, height: 300 });
  });

  test('of a picture on its side tells its size as it is seen', async () => {
    const header = readPictureHeader(await readFile(join(folder, 'held-6.jpg')));
    expect(header && uprightSize(header)).toEqual({ width: 300, height: 400 });
  });

  test('that is cut off anywhere is no header, and no crash', async () => {
    for (const name of ['wide.png', 'held-6.jpg', 'wide.webp']) {
      const bytes = await readFile(join(folder, name));
      for (let length = 0; length < 24; length++) expect(readPictureHeader(bytes.subarray(0, length))).toBeUndefined();
    }
  });
});

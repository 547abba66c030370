import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import type { DrawRequest } from '../providers/provider.ts';
import { findPicture } from './find-picture.ts';
import { addPicture } from './own-pictures.ts';
import { makeWorkingImage } from '../render/working-image.ts';
import { readPictureFile } from '../providers/visuals/picture-file.ts';
import { preparePicture } from '../providers/visuals/prepare-picture.ts';
import { keepPicture } from '../providers/visuals/keep-picture.ts';
import { layCanary, type Canary } from '../runtime/canary.test-support.ts';

let folder: string;
let canary: Canary;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-hostile-'));
  canary = await layCanary(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const signal = new AbortController().signal;
const frame = { width: 640, height: 360 };
const ffmpegOf = () => createFfmpeg({ recordFolder: join(folder, 'children') });

/** Every door by which a file that claims to be a picture comes in. */
const doors: Record<string, (name: string, bytes: Buffer) => Promise<unknown>> = {
  'a picture beside a text': (name) => findPicture(name, { folder, dataFolder: folder }),
  'a picture added in the window': (name, bytes) => addPicture(folder, name, bytes),
  'a picture that is drawn': (name) =>
    makeWorkingImage(join(folder, name), 'x', frame, { ffmpeg: ffmpegOf(), signal, temporaryFolder: folder }),
  'a picture that a provider sends': (_name, bytes) => {
    const from = { provider: 'Pexels' as const, credit: { provider: 'Pexels', source: 'x', license: 'x' } };
    const request = { imagePath: join(folder, 'scene.png'), ...frame } as DrawRequest;
    return keepPicture(bytes, from, request, { ffmpeg: ffmpegOf(), call: { signal, used: () => {} } });
  },
};

const files: [string, string, () => string][] = [
  ['an HLS playlist', 'a.jpg', () => `#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:${canary.port}/a.ts\n#EXT-X-ENDLIST\n`],
  ['a local HLS playlist', 'b.png', () => `#EXTM3U\n#EXTINF:10,\nfile://${canary.path}\n#EXT-X-ENDLIST\n`],
  ['a concat list', 'c.jpg', () => `ffconcat version 1.0\nfile '${canary.path}'\n`],
  ['an SVG with references', 'd.png', () => `<svg><image href="http://127.0.0.1:${canary.port}/x.png"/></svg>`],
  ['an SVG with an entity', 'e.svg', () => `<!DOCTYPE x [<!ENTITY c SYSTEM "file://${canary.path}">]><svg>&c;</svg>`],
  ['a shell script', 'f.jpg', () => `#!/bin/sh\ncat ${canary.path}\n`],
  [
    'an SDP session',
    'g.webp',
    () => `v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video ${canary.port} RTP/AVP 96\n`,
  ],
  [
    'an ImageMagick script',
    'h.png',
    () => `push graphic-context\nimage over 0,0 0,0 'http://127.0.0.1:${canary.port}/'\n`,
  ],
  ['a file list by pattern', 'i%d.jpg', () => `i1.jpg\ni2.jpg\n`],
  ['nothing', 'j.jpg', () => ''],
];

for (const [door, enter] of Object.entries(doors)) {
  test.each(files)(`%s is refused as ${door}, and touches nothing`, async (_what, name, content) => {
    const bytes = Buffer.from(content());
    await writeFile(join(folder, name), bytes);
    const code = expect.stringMatching(/^(InvalidInput:picture|ProviderUnavailable:Pexels)$/) as string;
    await expect(enter(name, bytes)).rejects.toMatchObject({ code });
    expect(await canary.song()).toEqual([]);
  });
}

test.each([
  'http://127.0.0.1:PORT/a.png',
  'HTTP://127.0.0.1:PORT/a.png',
  '//127.0.0.1:PORT/a.png',
  'concat:a.png|canary.txt',
  'subfile,,start,0,end,9,,:canary.txt',
  'data:image/png;base64,AAAA',
  'pipe:0',
  'file:canary.txt',
  '../canary.txt',
  'a/../../canary.txt',
  '%2e%2e/canary.txt',
  String.raw`..\canary.txt`,
  String.raw`\\127.0.0.1\share\a.png`,
  '-i',
  'a\nb.png',
])('the reference %j opens nothing', async (reference) => {
  const home = join(folder, 'text');
  await mkdir(home);
  const places = { folder: home, dataFolder: folder };
  await expect(findPicture(reference.replace('PORT', String(canary.port)), places)).rejects.toMatchObject({
    code: expect.stringMatching(/^(InvalidInput:picture|InputFileMissing)/) as unknown,
  });
  expect(await canary.song()).toEqual([]);
});

test('the canary sings when it is touched', async () => {
  await readFile(canary.path);
  connect(canary.port, '127.0.0.1').on('error', () => {});
  await expect.poll(canary.song).toEqual(['the file was read', '1 knocks']);
});

describe('bombs', () => {
  test('a picture of more pixels than there is memory for is refused by its header', async () => {
    const bomb = png({ width: 60_000, height: 60_000 });
    await expect(addPicture(folder, 'bomb.png', bomb)).rejects.toMatchObject({
      code: 'InvalidInput:picture',
      message: expect.stringContaining('100 million') as unknown,
    });
  });

  test('a header that lies about its pixels is damaged, not obeyed', async () => {
    const path = join(folder, 'lie.png');
    await writeFile(path, png({ width: 4000, height: 4000, rows: 2 }));
    await expect(prepared(path)).rejects.toMatchObject({ code: 'InvalidInput:picture' });
  });

  test('a small picture that hides two gigabytes in a side chunk does not unpack them', async () => {
    // One block of zeros again and again: FFmpeg 5.1 without a limit takes 4 GB for these 2 MB.
    const block = deflateRawSync(Buffer.alloc(16_777_216), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
    const blocks = Array.from({ length: 125 }, () => block);
    const hidden = Buffer.concat([Buffer.from('profile\0\0'), Buffer.from([0x78, 0x9c]), ...blocks]);
    const path = join(folder, 'hidden.png');
    await writeFile(path, png({ width: 64, height: 64, extra: ['iCCP', hidden] }));
    await expect(prepared(path)).rejects.toMatchObject({
      code: 'InvalidInput:picture',
      message: expect.stringContaining('unpacks to more memory') as unknown,
    });
  });
});

async function prepared(path: string) {
  const source = { path, name: 'picture.png', picture: await readPictureFile(path) };
  return preparePicture(source, frame, join(folder, 'out.jpg'), { ffmpeg: ffmpegOf(), signal });
}

/** A grey PNG; with fewer rows than its header says where that is wished. */
function png(options: { width: number; height: number; rows?: number; extra?: [string, Buffer] }): Buffer {
  const { width, height, rows = Math.min(height, 64), extra } = options;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc((width + 1) * rows));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk('IHDR', header), ...(extra ? [chunk(...extra)] : []), chunk('IDAT', data)];
  return Buffer.concat([signature, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { findClip } from './find-picture.ts';
import type { DrawRequest } from '../providers/provider.ts';
import { readClipFile } from '../providers/visuals/clip-file.ts';
import { drawClip } from '../providers/visuals/draw-clip.ts';
import { layCanary, type Canary } from '../runtime/canary.test-support.ts';
import { openClip } from '../render/clip-reader.ts';
import { extractClipSound } from '../render/clip-sounds.ts';

let folder: string;
let canary: Canary;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-hostile-clips-'));
  canary = await layCanary(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const { signal } = new AbortController();
const size = { width: 64, height: 36 };
const toolsOf = () => ({ ffmpeg: createFfmpeg({ recordFolder: join(folder, 'children') }), signal });
const clipOf = (path: string) => ({ clipPath: path, startSeconds: 0, whenShort: 'hold' as const });

/** Every place where a clip is read. The last two are handed files that the first ones would have refused. */
const doors: Record<string, (path: string, format: 'mov' | 'matroska') => Promise<unknown>> = {
  'a clip beside a text': (path) => findClip(path.slice(folder.length + 1), { folder, dataFolder: folder }),
  'a clip that is looked at': (path) => readClipFile(path, toolsOf().ffmpeg, signal),
  'a clip whose first picture is drawn': (path) => {
    const clip = { kind: 'clip' as const, source: path, sound: 'duck' as const, whenShort: 'hold' as const };
    return drawClip(clip, { imagePath: join(folder, 'first.png'), ...size } as DrawRequest, toolsOf());
  },
  'a clip that is decoded': async (path, format) => {
    const clip = { ...clipOf(path), format, durationSeconds: 1, isLetterboxed: false };
    const reader = openClip({ path, clip, firstFrame: 0, frameCount: 5, size, frameRate: 30 }, toolsOf());
    try {
      await reader.next();
    } finally {
      await reader.close();
    }
  },
  'a clip that is heard': (path, format) =>
    extractClipSound({ ...clipOf(path), format, startSample: 0, seconds: 1 }, 'clip-1', { ...toolsOf(), folder }),
};

const boxOf = (type: string, ...content: (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const number32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** QuickTime's own way to say "the film lies over there". */
const referenceMovie = (url: string): Buffer =>
  boxOf('moov', boxOf('rmra', boxOf('rmda', boxOf('rdrf', number32(0), 'url ', number32(url.length + 1), url, '\0'))));

const files: [string, string, () => string | Buffer][] = [
  ['an HLS playlist', 'a.mp4', () => `#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:${canary.port}/a.ts\n#EXT-X-ENDLIST\n`],
  ['a local HLS playlist', 'b.mov', () => `#EXTM3U\n#EXTINF:10,\nfile://${canary.path}\n#EXT-X-ENDLIST\n`],
  ['a concat list', 'c.mkv', () => `ffconcat version 1.0\nfile '${canary.path}'\n`],
  ['a DASH manifest', 'd.mp4', () => `<MPD><BaseURL>http://127.0.0.1:${canary.port}/</BaseURL></MPD>`],
  [
    'an SDP session',
    'e.webm',
    () => `v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video ${canary.port} RTP/AVP 96\n`,
  ],
  ['a shell script', 'f.mp4', () => `#!/bin/sh\ncat ${canary.path}\n`],
  ['an AviSynth script', 'g.mkv', () => `AviSource("${canary.path}")\n`],
  [
    'captions with an image',
    'h.webm',
    () => `[Script Info]\n[Events]\nDialogue: 0,0:00:00.00,0:00:01.00,,{\\img(${canary.path})}x\n`,
  ],
  ['a reference movie', 'i.mov', () => referenceMovie(`http://127.0.0.1:${canary.port}/i.mov`)],
  ['a local reference movie', 'j.mp4', () => referenceMovie(`file://${canary.path}`)],
  [
    'a playlist behind the mark of an MP4',
    'k.mp4',
    () => Buffer.concat([boxOf('ftyp', 'isom', number32(0)), Buffer.from(`\n#EXTM3U\n#EXTINF:1,\n${canary.path}\n`)]),
  ],
  [
    'a list behind the mark of a Matroska',
    'l.mkv',
    () => Buffer.from(`\x1aE\xdf\xa3\nffconcat version 1.0\nfile ${canary.path}\n`, 'latin1'),
  ],
];

for (const [door, enter] of Object.entries(doors)) {
  test.each(files)(`%s opens nothing as ${door}`, async (_what, name, content) => {
    const path = join(folder, name);
    await writeFile(path, content());
    const mayPass = door === 'a clip beside a text' && /^[ijkl]/.test(name);
    const end = await enter(path, /\.(mkv|webm)$/.test(name) ? 'matroska' : 'mov').then(
      () => 'passed',
      (error: unknown) => (error as { code?: string }).code ?? String(error),
    );
    // Only its first bytes are looked at there; the rest when it is drawn.
    expect(end).toMatch(mayPass ? /passed|InvalidInput:clip/ : /^(InvalidInput:clip|FFmpegFailedExitCode:\d+)$/);
    expect(await canary.song()).toEqual([]);
  });
}

test.each([
  'http://127.0.0.1:PORT/a.mp4',
  'concat:a.mp4|canary.txt',
  'subfile,,start,0,end,9,,:canary.txt',
  'pipe:0',
  'file:canary.txt',
  '../canary.txt',
  '%2e%2e/canary.mp4',
  'a%d.mp4',
  '*.mp4',
  '-i',
  'a\nb.mp4',
])('the reference %j to a clip opens nothing', async (reference) => {
  const places = { folder, dataFolder: folder };
  await expect(findClip(reference.replace('PORT', String(canary.port)), places)).rejects.toMatchObject({
    code: expect.stringMatching(/^(InvalidInput:(picture|clip)|InputFileMissing)/) as unknown,
  });
  expect(await canary.song()).toEqual([]);
});

test('a clip whose name is a pattern, an option or a protocol is read as what it is', async () => {
  const real = join(folder, 'real.mp4');
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=64x36:r=30:d=0.2', '-c:v', 'libx264'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, real]);
  for (const name of ['a%03d.mp4', '-i.mp4', 'concat:x.mp4', '*.mp4', "it's; $(x).mp4"]) {
    const path = join(folder, name);
    await writeFile(path, await readFile(real));
    expect(await readClipFile(path, toolsOf().ffmpeg, signal)).toMatchObject({ format: 'mov' });
    await doors['a clip that is decoded']?.(path, 'mov');
  }
});

describe('a clip that keeps its samples in another file', () => {
  /** As QuickTime does it: an alias record instead of "in this very file". */
  async function clipThatPointsTo(target: string): Promise<string> {
    const path = join(folder, 'alias.mov');
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=64x36:r=30:d=0.2', '-c:v', 'rawvideo', '-pix_fmt', 'rgb24'];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, '-f', 'mov', path]);
    const bytes = await readFile(path);
    const at = bytes.indexOf('dref') + 12;
    const own = bytes.readUInt32BE(at);
    const alias = boxOf('alis', number32(0), aliasRecord(target));
    const grown = alias.length - own;
    // The index lies behind the samples, so no place in the file moves but that of the boxes around.
    for (const type of ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref']) {
      const head = bytes.lastIndexOf(type, at) - 4;
      bytes.writeUInt32BE(bytes.readUInt32BE(head) + grown, head);
    }
    await writeFile(path, Buffer.concat([bytes.subarray(0, at), alias, bytes.subarray(at + own)]));
    return path;
  }

  test('does not get it opened', async () => {
    const path = await clipThatPointsTo(canary.path);
    for (const [door, enter] of Object.entries(doors)) {
      await enter(path, 'mov').catch(() => {});
      expect(await canary.song(), door).toEqual([]);
    }
  });

  test('would get it opened by an FFmpeg that is allowed to', async () => {
    const path = await clipThatPointsTo(canary.path);
    const open = ['-v', 'error', '-enable_drefs', '1', '-use_absolute_path', '1', '-i', path, '-f', 'null', '-'];
    try {
      execFileSync('ffmpeg', open, { stdio: 'ignore' });
    } catch {
      // What it finds there is no film.
    }
    expect(await canary.song()).toEqual(['the file was read']);
  });
});

/** https://web.archive.org/web/2012/http://xhelmboyx.tripod.com/formats/qti-layout.txt: the path is one tagged text of it. */
function aliasRecord(target: string): Buffer {
  const fixed = Buffer.alloc(150);
  const tagged = (tag: number, text: string): Buffer => {
    const even = text.length % 2 === 0 ? text : `${text}\0`;
    const head = Buffer.alloc(4);
    head.writeInt16BE(tag);
    head.writeUInt16BE(text.length, 2);
    return Buffer.concat([head, Buffer.from(even)]);
  };
  return Buffer.concat([fixed, tagged(2, target.replaceAll('/', ':')), Buffer.from([255, 255, 0, 0])]);
}

test('a clip that says to have more pixels than there is memory for is refused before one is decoded', async () => {
  const path = join(folder, 'bomb.mkv');
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=320x320:r=30:d=0.1', '-c:v', 'ffv1'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, path]);
  const bytes = await readFile(path);
  // PixelWidth and PixelHeight: https://www.matroska.org/technical/elements.html
  for (const element of [0xb0, 0xba])
    bytes.writeUInt16BE(36_863, bytes.indexOf(Buffer.from([element, 0x82, 1, 0x40])) + 2);
  await writeFile(path, bytes);
  await expect(readClipFile(path, toolsOf().ffmpeg, signal)).rejects.toMatchObject({ code: 'InvalidInput:clip' });
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Cue } from '../../src-shared/film.ts';
import { srtDocument, vttDocument } from './caption-files.ts';

const cue = (startSeconds: number, endSeconds: number, ...lines: string[]): Cue => ({
  startSeconds,
  endSeconds,
  lines,
  words: [],
});
const cues = [
  cue(0.4, 2, 'Tom & <b>Jerry</b>', 'say {\\an8}hi'),
  cue(3599.9996, 3661.5, 'a --> b'),
  cue(3662, 3663, '日本 🎉'),
];

test('SubRip numbers, times and texts', () => {
  expect(srtDocument(cues)).toBe(
    '1\n00:00:00,400 --> 00:00:02,000\nTom & ‹b>Jerry‹/b>\nsay (\\an8}hi\n\n' +
      '2\n01:00:00,000 --> 01:01:01,500\na → b\n\n3\n01:01:02,000 --> 01:01:03,000\n日本 🎉\n\n',
  );
});

test('WebVTT escapes what would be a tag', () => {
  const text = vttDocument(cues);
  expect(text.startsWith('WEBVTT\n\n')).toBe(true);
  expect(text).toContain('Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;');
  expect(text).toContain('a --&gt; b');
});

test.each(['srt', 'vtt'])('another reader finds the same times and texts in %s', async (ending) => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-captions-'));
  const path = join(folder, `c.${ending}`);
  await writeFile(path, ending === 'srt' ? srtDocument(cues) : vttDocument(cues));
  const args = ['-v', 'error', '-show_entries', 'packet=pts_time,duration_time', '-of', 'json', path];
  const { stdout } = await promisify(execFile)('ffprobe', args);
  await rm(folder, { recursive: true });
  const { packets } = JSON.parse(stdout) as { packets: { pts_time: string; duration_time: string }[] };
  expect(packets.map((packet) => [Number(packet.pts_time), Number(packet.duration_time)])).toEqual([
    [0.4, 1.6],
    [3600, 61.5],
    [3662, 1],
  ]);
});

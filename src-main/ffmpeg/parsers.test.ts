import { expect, test } from 'vitest';
import { parseEncoders, parseFilters } from './capabilities.ts';
import { progressReader } from './progress.ts';
import { StderrTail } from './stderr-tail.ts';

test('filters are read from listings of FFmpeg 5 and 7, without the legend', () => {
  const five =
    '  T.. = Timeline support\n  | = Source or sink filter\n ..C ass               V->V       Render ASS\n ... color             |->V       Color\n';
  const seven =
    '  T. = Timeline support\n .. overlay_vaapi     VV->V      Overlay\n TS zoompan           V->V       Zoom\n';
  expect([...parseFilters(five)]).toEqual(['ass', 'color']);
  expect([...parseFilters(seven)]).toEqual(['overlay_vaapi', 'zoompan']);
});

test('encoders are read without the legend', () => {
  const listing =
    ' V..... = Video\n .....D = Supports direct rendering\n ------\n V....D libx264              libx264 H.264\n A....D aac                  AAC\n';
  expect([...parseEncoders(listing)]).toEqual(['libx264', 'aac']);
});

test('a progress block is read though it comes in pieces', () => {
  const seen: unknown[] = [];
  const read = progressReader((progress) => seen.push(progress));
  const text =
    'frame=12\nfps=0.0\nout_time_us=400000\nspeed=1.5x\nprogress=continue\nframe=24\nout_time_us=N/A\nspeed=N/A\nprogress=end\n';
  for (let at = 0; at < text.length; at += 7) read(Buffer.from(text.slice(at, at + 7)));
  expect(seen).toEqual([
    { frame: 12, outTimeSeconds: 0.4, speed: 1.5 },
    { frame: 24, outTimeSeconds: 0, speed: 0 },
  ]);
});

test('the end of a flood is kept, and no more than that', () => {
  const tail = new StderrTail(1000);
  for (let line = 0; line < 5000; line++) tail.push(Buffer.from(`line ${line}\n`));
  expect(tail.toString()).toHaveLength(1000);
  expect(tail.toString().endsWith('line 4998\nline 4999\n')).toBe(true);
  tail.push(Buffer.alloc(5000, 'z'));
  expect(tail.toString()).toBe('z'.repeat(1000));
});

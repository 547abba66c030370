import { expect, test } from 'vitest';
import { input } from './args-inputs.ts';
import { requireTamedArgs } from './require-tamed-args.ts';

const local = ['-protocol_whitelist', 'file,pipe'];

test.each([
  ['a file whose format is told', [...input('png_pipe', '/a b/%d.png'), 'file:/out.jpg']],
  ['bytes that we write', ['-f', 'rawvideo', '-s', '4x4', '-i', 'pipe:0', '-f', 'null', '-']],
  ['a filter graph of our own', ['-f', 'lavfi', '-i', 'color=black', '-f', 'rawvideo', 'pipe:1']],
  ['a list of our own', [...local, '-f', 'concat', '-i', 'film.ffconcat', ...input('mov', '/s.m4a'), 'file:/film.mp4']],
])('%s is fine', (_what, args) => expect(() => requireTamedArgs(args)).not.toThrow());

test.each([
  ['tells no format', [...local, '-i', 'file:/a.jpg', 'file:/out.jpg']],
  ['tells no format', [...input('mov', '/a.mp4'), ...local, '-i', 'file:/b.mp4', 'file:/out.mp4']],
  ['is not named by file:', [...local, '-f', 'mov', '-i', 'http://example.test/a.mp4', 'file:/out.mp4']],
  ['is not named by file:', [...local, '-f', 'mov', '-i', 'concat:/a|/b', 'file:/out.mp4']],
  ['is not named by file:', [...local, '-f', 'mov', '-i', '/a.mp4', 'file:/out.mp4']],
  ['has no list of protocols', ['-f', 'mov', '-i', 'file:/a.mp4', 'file:/out.mp4']],
  ['may open more', ['-protocol_whitelist', 'file,http', '-f', 'mov', '-i', 'file:/a.mp4', 'file:/out.mp4']],
  ['opens other files', [...local, '-f', 'hls', '-i', 'file:/a.mp4', 'file:/out.mp4']],
  ['opens other files', [...local, '-f', 'image2', '-i', 'file:/a%d.png', 'file:/out.mp4']],
  ['mistaken', [...input('mov', '/a.mp4'), 'tcp://example.test:1']],
  ['mistaken', [...input('mov', '/a.mp4'), '-y']],
])('an argument that %s is refused', (why, args) => expect(() => requireTamedArgs(args)).toThrow(why));

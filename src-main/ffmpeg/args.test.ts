import { expect, test } from 'vitest';
import { args } from './args.ts';

test('what is written is split at spaces and line breaks', () => {
  expect(args`-an  -c:v libx264
    -crf ${20}`).toEqual(['-an', '-c:v', 'libx264', '-crf', '20']);
});

test('a value stays one argument, whatever it holds', () => {
  expect(args`-i ${"a b's -y.mp4"} -s ${640}x${360} ${''}`).toEqual(['-i', "a b's -y.mp4", '-s', '640x360', '']);
});

test('an array becomes as many arguments as it has', () => {
  expect(args`-y ${['-i', 'a b']} ${[]} out`).toEqual(['-y', '-i', 'a b', 'out']);
});

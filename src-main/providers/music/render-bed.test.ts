import { describe, expect, test } from 'vitest';
import { arrangeBed } from './arrangement.ts';
import { renderBed } from './render-bed.ts';
import { sampleRate } from './voices.ts';

function samplesOf(mood: 'warm' | 'pensive', seed: number, durationSeconds: number): Float32Array {
  const blocks = [...renderBed({ mood, seed, durationSeconds })];
  const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) for (const value of block) samples[at++] = value / 32_768;
  return samples;
}
const levelOf = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
const part = (samples: Float32Array, from: number, to: number) =>
  samples.subarray(from * sampleRate * 2, to * sampleRate * 2);

describe.each(['warm', 'pensive'] as const)('the %s bed', (mood) => {
  const samples = samplesOf(mood, 3, 26);

  test('is as long as asked for and never clips', () => {
    expect(samples).toHaveLength(26 * sampleRate * 2);
    expect(samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeLessThan(0.9);
  });

  test('begins and ends in silence, with no click between', () => {
    expect(Math.abs(samples[0]!) + Math.abs(samples.at(-1)!)).toBeLessThan(1e-3);
    expect(levelOf(part(samples, 25.9, 26))).toBeLessThan(levelOf(part(samples, 20, 22)) / 20);
    let steepest = 0;
    for (let at = 4; at < samples.length; at += 2)
      steepest = Math.max(steepest, Math.abs(samples[at]! - 2 * samples[at - 2]! + samples[at - 4]!));
    expect(steepest).toBeLessThan(0.02);
  });

  test('keeps one loudness', () => {
    const levels = [3, 7, 11, 15].map((second) => levelOf(part(samples, second, second + 4)));
    expect(Math.max(...levels) / Math.min(...levels)).toBeLessThan(1.8);
  });

  test('is stereo', () => {
    let difference = 0;
    for (let at = 0; at < samples.length; at += 2) difference += Math.abs(samples[at]! - samples[at + 1]!);
    expect(difference / samples.length).toBeGreaterThan(0.002);
  });
});

test('the same seed makes the same bed, another seed another', () => {
  const [one, same, other] = [5, 5, 6].map((seed) => Buffer.from(samplesOf('warm', seed, 8).buffer));
  expect(one!.equals(same!)).toBe(true);
  expect(one!.equals(other!)).toBe(false);
});

test.each([10, 45, 333, 1800])('a bed of %i s comes home to its first chord before the end', (seconds) => {
  const notes = arrangeBed('warm', 1, seconds);
  const lastPads = notes.filter((note) => note.kind === 'pad').slice(-4);
  const start = lastPads[0]!.startSeconds;
  expect(lastPads.map(({ note }) => (note - 50) % 12).toSorted((a, b) => a - b)).toEqual([0, 2, 4, 7]);
  expect(seconds - start).toBeGreaterThanOrEqual(3 - 1e-9);
  expect(seconds - start).toBeLessThanOrEqual(5);
  expect(notes.every((note, index) => index === 0 || note.startSeconds >= notes[index - 1]!.startSeconds)).toBe(true);
});

import { describe, expect, test } from 'vitest';
import { ago, clock, percent, roughSize, roughSpan, shortPath, size, span } from './figures.ts';

describe('figures', () => {
  test.each([
    [0, '0:00'],
    [18.9, '0:18'],
    [725, '12:05'],
    [3723, '1:02:03'],
    [-1, '0:00'],
  ])('a film that is %s s in shows %s', (seconds, shown) => expect(clock(seconds)).toBe(shown));

  test.each([
    [0.42, '0.4 s'],
    [9.96, '10 s'],
    [23.4, '23 s'],
    [125, '2 min 5 s'],
    [900, '15 min'],
    [3840, '1 h 4 min'],
  ])('%s s took %s', (seconds, shown) => expect(span(seconds)).toBe(shown));

  test.each([
    [0.2, '1 s'],
    [17.4, '18 s'],
    [42, '45 s'],
    [58, '1 min'],
    [170, '3 min'],
    [3900, '1 h 5 min'],
  ])('an estimate of %s s is no finer than %s', (seconds, shown) => expect(roughSpan(seconds)).toBe(shown));

  test('percent reaches 100 only when all is done', () => {
    expect(percent(99.97)).toBe('99 %');
    expect(percent(100)).toBe('100 %');
    expect(percent(-3)).toBe('0 %');
  });

  test.each([
    [640_000, '640 KB'],
    [31_400_000, '31.4 MB'],
    [412_300_000, '412 MB'],
    [1_234_000_000, '1.2 GB'],
  ])('%s bytes are %s', (bytes, shown) => expect(size(bytes)).toBe(shown));

  test('a size that is only foreseen has no decimals', () => expect(roughSize(31_400_000)).toBe('31 MB'));

  test('days are told as people tell them', () => {
    const now = new Date(2026, 2, 12, 9, 0);
    const at = (...parts: [number, number, number, number]) => ago(new Date(...parts).toISOString(), now);
    expect(ago(now.toISOString(), now)).toBe('just now');
    expect(ago(new Date(2026, 2, 12, 8, 48).toISOString(), now)).toBe('12 minutes ago');
    expect(at(2026, 2, 12, 7)).toBe('2 hours ago');
    expect(at(2026, 2, 11, 23)).toBe('Yesterday');
    expect(at(2026, 2, 9, 12)).toBe('Monday');
    expect(at(2025, 2, 9, 12)).toContain('2025');
  });

  test('a path shows its last folders on every system', () => {
    expect(shortPath('/home/ada/Videos/Aura/a b.mp4')).toBe('Videos › Aura › a b.mp4');
    expect(shortPath('C:\\Users\\Ada\\Videos\\a.mp4')).toBe('Ada › Videos › a.mp4');
  });
});

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import { carriers } from './corpus/carriers.ts';
import { inventSecrets, seededRandom } from './corpus/invented-secrets.ts';
import { createRedactor } from './redactor.ts';

/** About `length` characters of log with a secret in every few lines. */
function madeLog(seed: number, length: number, lineBreak = '\n'): string {
  const random = seededRandom(seed);
  const secrets = inventSecrets(random);
  const parts: string[] = [];
  for (let size = 0; size < length; size += parts.at(-1)!.length) {
    const carrier = carriers[Math.floor(random() * carriers.length)]!;
    const secret = secrets[Math.floor(random() * secrets.length)]!;
    parts.push(
      random() < 0.3
        ? `${carrier.wrap(secret)}${lineBreak}`
        : `2026-11-22T01:02:03Z INFO 日本 frame=${parts.length} fps=30${lineBreak}`,
    );
  }
  return parts.join('');
}

async function streamed(chunks: Iterable<Buffer>): Promise<string> {
  return (await buffer(Readable.from(chunks).pipe(createRedactor().redactStream()))).toString('utf8');
}

function* cutAtRandom(bytes: Buffer, seed: number, longest: number): Generator<Buffer> {
  const random = seededRandom(seed);
  for (let at = 0; at < bytes.length;) {
    const end = at + 1 + Math.floor(random() * longest);
    yield bytes.subarray(at, end);
    at = end;
  }
}

describe('redactStream', () => {
  const log = madeLog(20, 1_600_000);
  const whole = createRedactor().redactText(log).text;

  test.each([
    [1, 7_000],
    [2, 400_000],
    [3, 1_500_000],
  ])('gives what the whole text gives, however the bytes are cut (%i)', async (seed, longest) => {
    expect(await streamed(cutAtRandom(Buffer.from(log), seed, longest))).toBe(whole);
  });

  test('gives the same byte by byte, also inside a character and a secret', async () => {
    const text = madeLog(21, 6_000);
    expect(await streamed(cutAtRandom(Buffer.from(text), 4, 1))).toBe(createRedactor().redactText(text).text);
  });

  test('no block border lets a secret through', () => {
    // Every line is a different length, so the borders fall everywhere.
    const secrets = inventSecrets(seededRandom(22)).filter(({ standsAlone }) => standsAlone);
    const text = Array.from(
      { length: 12_000 },
      (_, index) =>
        `${'x '.repeat(index % 37)}${secrets[index % secrets.length]!.name}=${secrets[index % secrets.length]!.value}`,
    ).join('\n');
    const output = createRedactor().redactText(text).text;
    for (const { value } of secrets) expect(output).not.toContain(value.slice(8, 24));
  });

  test('a line without an end stays bounded, and its secrets go', async () => {
    const secret = ['ghp', 'Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zA7B0'].join('_');
    let largestHeap = 0;
    function* line(): Generator<Buffer> {
      for (let part = 0; part < 400; part += 1) {
        yield Buffer.from(`${'nothing to see here, '.repeat(3_000)}password=${secret} `);
        if (part % 50 === 0) largestHeap = Math.max(largestHeap, process.memoryUsage().heapUsed);
      }
    }
    let length = 0;
    let hasLeaked = false;
    const before = process.memoryUsage().heapUsed;
    await pipeline(Readable.from(line()), createRedactor().redactStream(), async (output) => {
      for await (const chunk of output) {
        length += (chunk as Buffer).length;
        hasLeaked ||= (chunk as Buffer).includes(secret.slice(4, 20));
      }
    });
    expect(hasLeaked).toBe(false);
    expect(length).toBeGreaterThan(25_000_000);
    expect(largestHeap - before).toBeLessThan(150_000_000);
  });

  test('tells at its end what it took out', async () => {
    const stream = createRedactor().redactStream();
    await buffer(Readable.from([Buffer.from('a@b.example '), Buffer.from('c@d.example')]).pipe(stream));
    expect(stream.counts).toEqual({ email: 2 });
  });
});

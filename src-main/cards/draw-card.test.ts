import { afterAll, expect, test } from 'vitest';
import type { CardRequest } from './card-request.ts';
import { createCardDrawer } from './draw-card.ts';

const drawer = createCardDrawer();
afterAll(() => drawer.close());
const { signal } = new AbortController();

const card = (title: string, width = 1920, height = 1080): CardRequest => ({
  ...{ visual: { kind: 'title', title, subtitle: 'Beside the main thread' }, width, height },
  ...{ theme: 'ember', language: 'en', filmTitle: 'A film', sceneNumber: 2 },
});

test('the same card has the same bytes, whichever thread draws it', async () => {
  const drawn = await Promise.all(Array.from({ length: 4 }, () => drawer.draw(card('Same'), signal)));
  for (const png of drawn) expect(Buffer.from(png).equals(Buffer.from(drawn[0] ?? []))).toBe(true);
});

test('a card is a PNG of the size that was asked for', async () => {
  const png = Buffer.from(await drawer.draw(card('Size', 1234, 694), signal));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1234, 694]);
});

test('an aborted card rejects with the reason, and the next one is drawn', async () => {
  const stop = new AbortController();
  const reason = new Error('cancelled');
  const drawing = drawer.draw(card('Never seen'), stop.signal);
  stop.abort(reason);
  await expect(drawing).rejects.toBe(reason);
  await expect(drawer.draw(card('After'), signal)).resolves.toBeInstanceOf(Uint8Array);
});

test('the main thread stays free while cards are drawn', async () => {
  await drawer.draw(card('Warm'), signal);
  let [longest, last] = [0, performance.now()];
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 2);
  const start = performance.now();
  await Promise.all(Array.from({ length: 6 }, (_, index) => drawer.draw(card(`Card ${index}`), signal)));
  const milliseconds = performance.now() - start;
  clearInterval(beat);
  console.info(`6 cards of 1920 × 1080 in ${Math.round(milliseconds)} ms`);
  expect(longest).toBeLessThan(milliseconds / 2);
});

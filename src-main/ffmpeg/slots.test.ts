import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createSlots } from './slots.ts';

const never = new AbortController().signal;

describe('slots', () => {
  test('never more work at once than there are places, and all of it is done in order', async () => {
    const slots = createSlots(() => 2);
    const done: number[] = [];
    let atOnce = 0;
    let most = 0;
    const work = (index: number) => async () => {
      most = Math.max(most, ++atOnce);
      await wait(5);
      atOnce -= 1;
      done.push(index);
    };
    await Promise.all([0, 1, 2, 3, 4, 5].map((index) => slots.use(never, work(index))));
    expect(most).toBe(2);
    expect(done).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('who gives up waiting takes no place, and a failure gives its place back', async () => {
    const slots = createSlots(() => 1);
    let letGo = () => {};
    const first = slots.use(never, () => new Promise<void>((resolve) => (letGo = resolve)));
    const impatient = new AbortController();
    const second = slots.use(impatient.signal, () => Promise.resolve('never'));
    const third = slots.use(never, () => Promise.reject(new Error('broken')));
    impatient.abort(new Error('gave up'));
    await expect(second).rejects.toThrow('gave up');
    letGo();
    await first;
    await expect(third).rejects.toThrow('broken');
    expect(await slots.use(never, () => Promise.resolve('free'))).toBe('free');
  });
});

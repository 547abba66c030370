import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMediaAddresses } from './media-addresses.ts';
import { serveFile } from './serve-file.ts';
import { servePage } from './serve-page.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-serve-'));
  await writeFile(join(folder, 'film.mp4'), '0123456789');
  await writeFile(join(folder, 'empty.mp4'), '');
  await writeFile(join(folder, 'index.html'), '<meta name="csp-nonce" nonce="__NONCE__">');
  await writeFile(join(folder, 'app.js'), 'export {};');
});
afterAll(() => rm(folder, { recursive: true }));

const ask = (range?: string, method = 'GET') =>
  serveFile(join(folder, 'film.mp4'), new Request('http://x/', { method, headers: range ? { range } : {} }));

describe('a file in parts', () => {
  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=4-', '456789', 'bytes 4-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-30', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-500', '89', 'bytes 8-9/10'],
  ])('%s gives %s', async (range, body, contentRange) => {
    const response = await ask(range);
    expect(response.status).toBe(206);
    expect(await response.text()).toBe(body);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(response.headers.get('content-length')).toBe(String(body.length));
  });

  test.each(['bytes=10-', 'bytes=5-2', 'bytes=-0'])('%s cannot be satisfied', async (range) => {
    const response = await ask(range);
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */10');
  });

  test.each([undefined, 'bytes=-', 'bytes=0-1,4-5', 'lines=1-2'])('%s gives the whole file', async (range) => {
    const response = await ask(range);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('video/mp4');
    expect(await response.text()).toBe('0123456789');
  });

  test('HEAD tells the length and sends nothing', async () => {
    const response = await ask(undefined, 'HEAD');
    expect(response.headers.get('content-length')).toBe('10');
    expect(await response.text()).toBe('');
  });

  test('an empty file is an empty answer', async () => {
    const response = await serveFile(join(folder, 'empty.mp4'), new Request('http://x/'));
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test('a folder, a missing file and a POST are refused', async () => {
    expect((await serveFile(folder, new Request('http://x/'))).status).toBe(404);
    expect((await serveFile(join(folder, 'none.mp4'), new Request('http://x/'))).status).toBe(404);
    expect((await ask(undefined, 'POST')).status).toBe(405);
  });
});

describe('the window’s own files', () => {
  const open = (path: string) => servePage(folder, new Request(`app://ui${path}`));

  test('each document gets a nonce of its own, in the page and in its policy', async () => {
    const pages = await Promise.all(['/', '/index.html'].map(open));
    const nonces = await Promise.all(pages.map(async (page) => /nonce="([\w-]{20,})"/.exec(await page.text())?.[1]));
    expect(new Set(nonces).size).toBe(2);
    pages.forEach((page, index) => {
      const policy = page.headers.get('content-security-policy');
      expect(policy).toContain(`'nonce-${nonces[index]}'`);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    });
  });

  test.each(['/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd', '/%00', '/%', '/none.js', '//etc/passwd'])(
    '%s is not found',
    async (path) => {
      expect((await open(path)).status).toBe(404);
    },
  );
});

describe('addresses of media', () => {
  test('lead back to the file that was handed out, and nothing else does', () => {
    const media = createMediaAddresses();
    const token = media.addressOf(join(folder, 'film.mp4')).replace('app://media/', '');
    expect(media.pathOf(token)).toBe(join(folder, 'film.mp4'));
    expect(media.pathOf(`${token}x`)).toBeUndefined();
    expect(media.pathOf('/etc/passwd')).toBeUndefined();
    expect(createMediaAddresses().pathOf(token)).toBeUndefined();
  });

  test('stay the same for the same file and change when it is written again', async () => {
    const media = createMediaAddresses();
    const path = join(folder, 'scene.png');
    await writeFile(path, 'one');
    const first = media.addressOf(path);
    expect(media.addressOf(path)).toBe(first);
    await new Promise((resolve) => setTimeout(resolve, 10));
    await writeFile(path, 'two');
    expect(media.addressOf(path)).not.toBe(first);
  });

  test('are bounded: the oldest is forgotten', () => {
    const media = createMediaAddresses(2);
    const [one, two, three] = ['/a', '/b', '/c'].map((path) => media.addressOf(path).replace('app://media/', ''));
    expect([one, two, three].map((token) => media.pathOf(token ?? ''))).toEqual([undefined, '/b', '/c']);
  });
});

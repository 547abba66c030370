import { calls, streams } from '../src-shared/ipc.ts';
import { expect, test } from './launch.ts';
import { call, refusal } from './studio-calls.ts';

const hostile: unknown[] = [
  7,
  'x',
  true,
  [],
  [1],
  { nobodyKnowsThisKey: 1 },
  { jobId: '../../etc' },
  { jobId: 7 },
  'x'.repeat(10_000_000),
];

// Ten million characters to each of a hundred calls.
test.setTimeout(400_000);

test('every call refuses what does not fit, and the main process lives on', async ({ studio: { app, page } }) => {
  for (const name of Object.keys(calls)) {
    for (const input of hostile) {
      const failure = await refusal(page, name, input);
      expect(failure?.code, `${name} ${JSON.stringify(input).slice(0, 60)}`).toMatch(/^InvalidInput:/);
      expect(failure?.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    }
  }
  for (const name of ['jobs.erase', '__proto__', 'constructor', '']) {
    expect((await refusal(page, name, undefined))?.code).toBe('NotFound:call');
  }
  expect(await call(page, 'jobs.list')).toEqual([]);
  expect(app.process().exitCode).toBeNull();
});

test('prototypes, circles and depth do not get through the bridge', async ({ studio: { page } }) => {
  const codes = await page.evaluate(async (names) => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    let deep: unknown = 'bottom';
    for (let level = 0; level < 500; level++) deep = { deep };
    const inputs = [
      circle,
      deep,
      JSON.parse('{"__proto__":{"isAdmin":true}}') as unknown,
      new Map([[1, 2]]),
      new Date(),
    ];
    const found: string[] = [];
    for (const name of names) {
      for (const input of inputs) {
        // What cannot even be sent throws in the page, which is as good.
        const send = async () => window.bridge.call(name, input);
        const reply = await send().catch(() => undefined);
        found.push(!reply ? 'unsent' : reply.ok ? 'went through' : reply.error.code);
      }
    }
    return found;
  }, Object.keys(calls));
  for (const code of codes) expect(code).toMatch(/^(unsent|InvalidInput:)/);
});

test('an unknown job is not found, whatever is asked of it', async ({ studio: { page } }) => {
  const jobId = 'J-000000000000';
  const ofJobs = Object.keys(calls).filter((name) => /^jobs\.(?!create|list)/.test(name));
  for (const name of ofJobs) {
    const more: Record<string, object> = { 'jobs.rename': { title: 'x' }, 'jobs.answer': { answer: 'wait' } };
    const failure = await refusal(page, name, { jobId, ...more[name] });
    expect(failure?.code, name).toBe('NotFound:job');
  }
});

test('every stream refuses what does not fit', async ({ studio: { page } }) => {
  const codes = await page.evaluate(async (names) => {
    const first = (name: string, input: unknown) =>
      new Promise<string>((resolve) => {
        const id = crypto.randomUUID();
        addEventListener('message', function take(event: MessageEvent<{ streamPort?: string }>) {
          const [port] = event.ports;
          if (event.data?.streamPort !== id || !port) return;
          removeEventListener('message', take);
          port.onmessage = ({ data }: MessageEvent<{ kind: string; error?: { code: string } }>) =>
            resolve(data.error?.code ?? data.kind);
          port.postMessage({ kind: 'credit', count: 1 });
        });
        window.bridge.open(id, name, input);
      });
    const inputs = [7, 'x', { nobodyKnowsThisKey: 1 }, 'x'.repeat(2_000_000)];
    const found: string[] = [];
    for (const name of names) for (const input of inputs) found.push(await first(name, input));
    found.push(await first('jobs.erase', undefined), await first('jobs.watch', { jobId: 'J-000000000000' }));
    return found;
  }, Object.keys(streams));
  const last = codes.splice(-2);
  for (const code of codes) expect(code).toMatch(/^InvalidInput:/);
  expect(last).toEqual(['NotFound:stream', 'NotFound:job']);
});

test('the window reads no file, opens no page and runs no program', async ({ studio: { app, page } }) => {
  const addresses = [
    'app://media/../../etc/passwd',
    'app://media//etc/passwd',
    'app://media/%2Fetc%2Fpasswd',
    'app://ui/../../../package.json',
    'app://ui/%2e%2e/%2e%2e/package.json',
    'app://elsewhere/x',
    'file:///etc/passwd',
    'https://example.com/',
  ];
  const answers = await page.evaluate(
    (list) =>
      Promise.all(
        list.map((address) =>
          fetch(address).then(
            (response) => response.status,
            () => 'refused',
          ),
        ),
      ),
    addresses,
  );
  for (const answer of answers) expect(['refused', 404]).toContain(answer);

  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toMatch(/^app:\/\/ui\//);
  expect(app.windows()).toHaveLength(1);

  const inlineRan = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    return 'inlineRan' in window;
  });
  expect(inlineRan).toBe(false);
  expect(await page.evaluate(() => [typeof require, typeof process, Object.keys(window.bridge).join()])).toEqual([
    'undefined',
    'undefined',
    'call,open',
  ]);
});

test('no path comes from the window that the user did not choose', async ({ studio: { page } }) => {
  const brief = { topic: 'Bees' };
  expect((await refusal(page, 'jobs.create', { brief, outputPath: '/etc/film.mp4' }))?.code).toBe(
    'InvalidInput:outputPath',
  );
  const ownText = { markdown: '# Bees\n\n![x](passwd)', folder: '/etc' };
  expect((await refusal(page, 'jobs.create', { ownText }))?.code).toBe('InvalidInput:folder');
  expect((await refusal(page, 'film.draft', { ownText }))?.code).toBe('InvalidInput:folder');
  const setting = { path: 'rendering.ffmpegPath', value: '/usr/bin/env' };
  expect((await refusal(page, 'settings.set', setting))?.code).toMatch(/^InvalidInput:/);
  expect(await call(page, 'jobs.list')).toEqual([]);
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { loopbackKeys, startLoopback, type Loopback } from '../src-main/providers/loopback/loopback.test-support.ts';
import { expectNothingSerious } from './axe.ts';
import { expect, test } from './launch.ts';
import { watchNotifications } from './notifications.ts';
import { call, smallFilm, waitForEnd } from './studio-calls.ts';
import { answerQuestions, askedQuestions } from './system-dialogs.ts';

test.setTimeout(120_000);

const key = loopbackKeys.OPENAI_API_KEY;

let loopback: Loopback;
test.beforeAll(async () => {
  loopback = await startLoopback();
});
test.afterAll(async () => loopback.close());

async function openSettings(page: Page, tab: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('tab', { name: tab, exact: true }).click();
}

const useLoopback = (page: Page) =>
  call(page, 'settings.set', { path: 'providers.OpenAI.baseUrl', value: loopback.baseUrls.OpenAI });

test('a key is pasted, tested, saved, and never seen again', async ({ studio: { page, profile } }) => {
  await useLoopback(page);
  await openSettings(page, 'Providers');
  const script = page.getByRole('region', { name: 'Script' });
  const row = script.getByRole('listitem', { name: 'OpenAI' });
  await expect(row).toContainText('Needs a key');
  await row.getByRole('button', { name: 'Add key for OpenAI' }).click();
  const field = row.getByLabel('OpenAI key', { exact: true });
  await expect(field).toBeFocused();

  await field.fill('sk-refused-by-everybody-0000');
  await row.getByRole('button', { name: 'Test' }).click();
  await expect(row.getByRole('status')).toContainText('OpenAI refused the API key');
  await field.fill(key);
  await row.getByRole('button', { name: 'Test' }).click();
  await expect(row.getByRole('status')).toContainText('Answered in');
  await expect(row).toContainText('kept in memory until you quit');
  await row.getByRole('button', { name: 'Save' }).click();

  await expect(row).toContainText(`Key ends in …${key.slice(-4)}`);
  await expect(row.getByRole('switch', { name: 'Use OpenAI' })).toBeChecked();
  await expect(field).toHaveValue('');
  const { providers } = await call(page, 'settings.get');
  expect(providers.llm).toMatchObject({ primary: 'OpenAI', fallback: ['Template'] });
  expect(JSON.stringify(await call(page, 'keys.states'))).not.toContain(key);
  expect(await filesWith(profile.dataFolder, key)).toEqual([]);
  expect(await filesWith(profile.dataFolder, 'sk-refused-by-everybody')).toEqual([]);

  await row.getByRole('button', { name: 'Remove' }).click();
  await expect(row).toContainText('Needs a key');
});

/** Which files of a folder hold a text, however deep. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(
    files.map(async (path) => ((await readFile(path).catch(() => Buffer.of())).includes(text) ? [path] : [])),
  );
  return found.flat();
}

test('providers are put in order by keyboard and by dragging', async ({ studio: { page } }) => {
  await call(page, 'keys.set', { name: 'OPENAI_API_KEY', value: key });
  await call(page, 'settings.change', {
    changes: [
      { path: 'providers.llm.primary', value: 'OpenAI' },
      { path: 'providers.llm.fallback', value: ['LocalLLM', 'Template'] },
    ],
  });
  await openSettings(page, 'Providers');
  const order = async () => {
    const { llm } = (await call(page, 'settings.get')).providers;
    return [llm.primary, ...llm.fallback];
  };
  const handle = (name: string) => page.getByRole('button', { name: new RegExp(`^Move ${name}, `) });
  await handle('LocalLLM').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).toEqual(['LocalLLM', 'OpenAI', 'Template']);
  await expect(handle('LocalLLM')).toBeFocused();
  await handle('LocalLLM').dragTo(
    page.getByRole('region', { name: 'Script' }).getByRole('listitem', { name: 'OpenAI' }),
  );
  await expect.poll(order).toEqual(['OpenAI', 'LocalLLM', 'Template']);

  // One that is switched off keeps its place.
  const script = page.getByRole('region', { name: 'Script' });
  const [useOpenAi, rows] = [script.getByRole('switch', { name: 'Use OpenAI' }), script.getByRole('listitem')];
  await useOpenAi.click();
  await expect.poll(order).toEqual(['LocalLLM', 'Template']);
  await expect(rows.first()).toHaveAccessibleName('OpenAI');
  await useOpenAi.click();
  await expect.poll(order).toEqual(['OpenAI', 'LocalLLM', 'Template']);
});

test('offline is one switch, the window says so, and nothing can be tested', async ({ studio: { page } }) => {
  await useLoopback(page);
  await call(page, 'keys.set', { name: 'OPENAI_API_KEY', value: key });
  await openSettings(page, 'Privacy');
  await page.getByRole('switch', { name: 'Work offline' }).click();
  const sign = page.getByRole('banner').getByRole('button', { name: 'Offline' });
  await expect(sign).toBeVisible();
  await openSettings(page, 'Providers');
  const row = page.getByRole('region', { name: 'Script' }).getByRole('listitem', { name: 'Anthropic' });
  await expect(row).toContainText('Needs network');
  await row.getByRole('button', { name: /^Anthropic/ }).click();
  await expect(row.getByRole('button', { name: 'Test' })).toBeDisabled();
  const seen = loopback.requests.length;
  await expect(call(page, 'providers.test', { name: 'Anthropic', kind: 'LLM', key })).rejects.toThrow(/offline/i);
  expect(loopback.requests).toHaveLength(seen);
  await sign.click();
  await expect(page.getByRole('switch', { name: 'Work offline' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(sign).toBeHidden();
});

test('a breaker counts down, is reset and held open by its buttons', async ({ studio: { page } }) => {
  await call(page, 'resilience.isolate', { name: 'ElevenLabs-TTS' });
  await page.getByRole('navigation').getByRole('button', { name: 'Diagnostics', exact: true }).click();
  await page.getByRole('tab', { name: 'Resilience' }).click();
  const row = page.getByRole('listitem', { name: 'ElevenLabs-TTS' });
  await expect(row).toContainText('Held open until it is reset');
  await row.getByRole('button', { name: 'Reset ElevenLabs-TTS' }).click();
  await expect(row).toContainText('Closed');
  await row.getByRole('button', { name: 'Isolate ElevenLabs-TTS' }).click();
  await expect(row).toContainText('Open');
});

test('a fallback has its receipt, its breaker counts down, and it is redone by one link', async ({
  studio: { app, page },
}) => {
  const notifications = await watchNotifications(app);
  await useLoopback(page);
  await call(page, 'keys.set', { name: 'OPENAI_API_KEY', value: key });
  await call(page, 'settings.change', {
    changes: [
      { path: 'providers.llm.primary', value: 'OpenAI' },
      { path: 'providers.llm.fallback', value: ['Template'] },
      { path: 'providers.OpenAI.retry.maxRetryAttempts', value: 1 },
      { path: 'providers.OpenAI.retry.initialDelay', value: 1 },
      { path: 'resilience.circuitBreaker.failureThreshold', value: 2 },
    ],
  });
  loopback.fail(
    'OpenAI',
    { kind: 'status', status: 503, body: { error: { message: 'overloaded' } } },
    { route: 'LLM' },
  );
  const { jobId } = await call(page, 'jobs.create', smallFilm('What a fallback is'));
  const first = await waitForEnd(page, jobId);
  expect(first.status).toBe('Succeeded');
  expect(first.degradations).toMatchObject([{ step: 'script', redoStep: 'script' }]);
  const told = async () => (await notifications.shown()).map(({ title, body }) => `${title}: ${body.slice(0, 20)}`);
  await expect
    .poll(told)
    .toEqual([
      'OpenAI-LLM: OpenAI-LLM failed ag',
      'OpenAI-LLM: OpenAI was tried sev',
      expect.stringContaining(first.title),
    ]);
  await notifications.click('OpenAI-LLM: OpenAI was tried');
  await expect(page.getByRole('main').getByRole('button', { name: 'Redo only the script' }).first()).toBeVisible();

  await page.getByRole('navigation').getByRole('button', { name: 'Diagnostics', exact: true }).click();
  await page.getByRole('tab', { name: 'Resilience' }).click();
  const row = page.getByRole('listitem', { name: 'OpenAI-LLM' });
  await expect(row).toContainText(/Tries again in 0:\d\d/);
  await expect(page.getByRole('figure', { name: /^Fallbacks in the last 24 hours: at most 1/ })).toBeVisible();
  await row.getByRole('button', { name: 'Reset OpenAI-LLM' }).click();
  await expect(row).toContainText('Closed');

  loopback.heal();
  await page.getByRole('navigation').getByRole('button', { name: 'Jobs', exact: true }).click();
  await page.getByText(first.title).first().dblclick();
  await page.getByRole('button', { name: 'Redo only the script' }).first().click();
  const redone = async () => (await call(page, 'jobs.list')).find(({ retryOf }) => retryOf === jobId)?.jobId;
  await expect.poll(redone).toBeDefined();
  expect(await waitForEnd(page, (await redone()) ?? '')).toMatchObject({ status: 'Succeeded', degradations: [] });
  expect(loopback.problems).toEqual([]);
});

test('a job that may not fall back fails by name, and one button finishes it with stand-ins', async ({
  studio: { page },
}) => {
  await useLoopback(page);
  await call(page, 'keys.set', { name: 'OPENAI_API_KEY', value: key });
  await call(page, 'settings.change', {
    changes: [
      { path: 'providers.llm.primary', value: 'OpenAI' },
      { path: 'features.gracefulDegradation.enabled', value: false },
      { path: 'providers.OpenAI.retry.maxRetryAttempts', value: 0 },
    ],
  });
  loopback.fail('OpenAI', { kind: 'status', status: 503, body: { error: { message: 'down' } } }, { route: 'LLM' });
  const { jobId } = await call(page, 'jobs.create', smallFilm('What a stand-in is'));
  const failed = await waitForEnd(page, jobId);
  expect(failed.errors.at(-1)?.code).toBe('ProviderUnavailable:OpenAI');

  await page.getByRole('navigation').getByRole('button', { name: 'Jobs', exact: true }).click();
  await page.getByText(failed.title).first().dblclick();
  await page.getByRole('main').getByRole('button', { name: 'Finish with stand-ins' }).click();
  const finished = async () => (await call(page, 'jobs.list')).find(({ retryOf }) => retryOf === jobId);
  await expect.poll(async () => (await finished())?.status, { timeout: 60_000 }).toBe('Succeeded');
  expect(await finished()).toMatchObject({ degradations: [{ step: 'script', replacement: 'Template' }] });
  expect((await call(page, 'settings.get')).features.gracefulDegradation.enabled).toBe(false);
  loopback.heal();
});

test('a missing key fails in words, and Open Settings leads to its very field', async ({ studio: { page } }) => {
  await call(page, 'settings.set', { path: 'providers.llm.primary', value: 'Anthropic' });
  const { jobId } = await call(page, 'jobs.create', smallFilm('Without a key'));
  expect((await waitForEnd(page, jobId)).errors.at(-1)?.code).toBe('MissingApiKey:ANTHROPIC_API_KEY');
  await page.getByRole('navigation').getByRole('button', { name: 'Jobs', exact: true }).click();
  await page.getByText('Without a key').first().dblclick();
  await page.getByRole('main').getByRole('button', { name: 'Open Settings' }).first().click();
  await expect(page.getByLabel('Anthropic key', { exact: true })).toBeFocused();
});

test('settings damaged by hand are told at once, and mended again', async ({ studio: { page, profile } }) => {
  const path = join(profile.dataFolder, 'settings.json');
  await call(page, 'settings.set', { path: 'jobs.concurrency', value: 3 });
  await writeFile(path, '{\n  // too many\n  "Jobs": { "Concurrency": "lots" }\n}');
  const bar = page.getByRole('status').filter({ hasText: 'settings.json is not in use' });
  await expect(bar).toContainText('Line 3: “jobs.concurrency” must be a number');
  expect((await call(page, 'settings.get')).jobs.concurrency).toBe(3);
  await writeFile(path, '{ "jobs": { "concurrency": 4 }, "testing": { "simulateFailures": true } }');
  await expect(bar).toBeHidden();
  await expect.poll(async () => (await call(page, 'settings.get')).jobs.concurrency).toBe(4);
  await expect(page.getByText('Failures are simulated')).toBeVisible();
  await page.getByRole('button', { name: 'Stop it' }).click();
  await expect(page.getByText('Failures are simulated')).toBeHidden();
});

test('a limit is changed, refused when it contradicts another, and reset', async ({ studio: { page } }) => {
  await openSettings(page, 'Resilience');
  const field = page.getByRole('textbox', { name: 'One request' }).first();
  await field.fill('45');
  await field.press('Enter');
  await expect.poll(async () => (await call(page, 'settings.get')).timeouts.request).toBe(45_000);
  await field.fill('900');
  await field.press('Enter');
  await expect(page.getByText('is longer than “timeouts.operation”')).toBeVisible();
  await page.getByRole('button', { name: 'Reset One request to its default' }).click();
  await expect.poll(async () => (await call(page, 'settings.get')).timeouts.request).toBe(30_000);

  await page.getByRole('combobox', { name: 'Try again after' }).first().click();
  await page.getByRole('menuitemcheckbox', { name: 'Timeouts' }).click();
  await expect
    .poll(async () => (await call(page, 'settings.get')).resilience.retry.retryableErrors)
    .toEqual(['TransientNetworkFailure', 'RateLimitExceeded', 'ServiceUnavailable']);
});

test('a strange address is asked about in a dialog that no page can answer', async ({ studio: { app, page } }) => {
  await answerQuestions(app, 'Leave it as it is');
  const change = { path: 'providers.OpenAI.baseUrl', value: 'https://elsewhere.example/v1' };
  await expect(call(page, 'settings.set', change)).rejects.toThrow(/not an address that you trust/);
  expect(await askedQuestions(app)).toEqual(['Send your key and your texts to elsewhere.example?']);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in settings and resilience, ${theme}, at 1024 × 700`, async ({ studio }) => {
    const { app, page } = studio;
    await call(page, 'settings.set', { path: 'appearance.theme', value: theme });
    await call(page, 'resilience.isolate', { name: 'Pexels-Images' });
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700));
    for (const tab of ['Resilience', 'Privacy', 'Providers']) {
      await openSettings(page, tab);
      if (tab === 'Providers')
        await page
          .getByRole('button', { name: /^OpenAI/ })
          .first()
          .click();
      await expectNothingSerious(page, tab);
      await expectNoSidewaysScroll(page);
    }
    await page.getByRole('navigation').getByRole('button', { name: 'Diagnostics', exact: true }).click();
    await page.getByRole('tab', { name: 'Resilience' }).click();
    await expect(page.getByRole('listitem', { name: 'Pexels-Images' })).toBeVisible();
    await expectNothingSerious(page, 'Diagnostics, Resilience');
    await expectNoSidewaysScroll(page);
  });
}

const expectNoSidewaysScroll = async (page: Page): Promise<void> =>
  expect(
    await page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth),
    'pixels that the page is too wide',
  ).toBeLessThanOrEqual(0);

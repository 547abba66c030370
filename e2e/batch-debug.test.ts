import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from './launch.ts';
import { call, waitForEnd } from './studio-calls.ts';
import { answerOpenDialog, answerQuestions, answerSaveDialog } from './system-dialogs.ts';

test.setTimeout(300_000);

test('debug is switched on, a session is looked through, its advice applied, its log saved, and it is cleaned up', async ({
  studio,
}) => {
  const { app, page, profile } = studio;
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(503, { 'content-type': 'application/json' }).end('{"error": {"message": "overloaded"}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await answerQuestions(app, 'Use this address');
    // The page's health check would find the provider down, and another one would write before the job asks it.
    await call(page, 'settings.set', { path: 'healthChecks.automaticRecovery.switchProvider', value: false });
    await call(page, 'settings.change', {
      changes: [
        { path: 'providers.LocalLLM.baseUrl', value: `http://127.0.0.1:${port}/v1` },
        { path: 'providers.LocalLLM.retry.maxRetryAttempts', value: 1 },
        { path: 'providers.LocalLLM.retry.initialDelay', value: 1 },
        { path: 'providers.llm.primary', value: 'LocalLLM' },
        { path: 'rendering.quality', value: 'fast' },
      ],
    });
    await page.getByRole('navigation').getByRole('button', { name: 'Diagnostics', exact: true }).click();
    await page.getByRole('tab', { name: 'Batch debug' }).click();
    const main = page.getByRole('main');
    await main.getByRole('button', { name: 'Record for 30 minutes' }).click();
    await expect(main.getByText(/Requests are recorded, (30:00|29:\d\d) left/)).toBeVisible();

    const request = { brief: { topic: 'Tides', durationSeconds: 10, music: 'none' as const } };
    const { jobId } = await call(page, 'jobs.create', request);
    await waitForEnd(page, jobId, 200_000);
    await main.getByRole('button', { name: /^View Summary of/ }).click();
    const summary = main.getByRole('region', { name: /^Requests of/ });
    await expect(summary.getByText(/0 % succeeded, 0 of/)).toBeVisible();
    await expect(summary.getByText(/at least 500 ms between requests/)).toBeVisible();
    await expect(summary.getByRole('meter', { name: 'Success rate' })).toHaveAttribute('aria-valuenow', '0');

    await summary.getByRole('button', { name: /Apply LocalLLM: Conservative/ }).click();
    await expect(summary.getByText(/Applied/)).toBeVisible();
    expect((await call(page, 'settings.get')).providers.LocalLLM.connection).toMatchObject({
      strategy: 'conservative',
      requestInterval: 500,
    });

    await summary.getByRole('button', { name: /Undo LocalLLM: Conservative/ }).click();
    await expect(summary.getByRole('button', { name: /Apply LocalLLM: Conservative/ })).toBeVisible();
    expect((await call(page, 'settings.get')).providers.LocalLLM.connection).toMatchObject({
      strategy: 'kept',
      requestInterval: 0,
    });

    await writeFile(join(profile.root, 'tips.csv'), 'topic\nLighthouses\n');
    await answerOpenDialog(app, join(profile.root, 'tips.csv'));
    await call(page, 'batches.choose', { what: 'file' });
    const tested = main.getByRole('region', { name: 'Test item' });
    await tested.getByRole('button', { name: 'Test item' }).click();
    await expect(tested.getByText(/LocalLLM answered 503 after/)).toBeVisible();
    await expect(tested.getByText(/^POST .*Lighthouses/s)).toBeVisible();
    await expect(tested.getByText(/^503.*overloaded/s)).toBeVisible();

    const saved = join(profile.root, 'debug-log.json');
    await answerSaveDialog(app, saved);
    await main.getByRole('button', { name: /^Download Full Log of/ }).click();
    await expect(main.getByText(/Saved as/)).toBeVisible();
    expect(JSON.parse(await readFile(saved, 'utf8'))).toMatchObject({
      job_id: jobId,
      request_timings: expect.arrayContaining([expect.objectContaining({ status: 503 })]) as unknown,
    });

    await mkdir(join(profile.dataFolder, 'debug'), { recursive: true });
    await writeFile(join(profile.dataFolder, 'debug', 'job_J-000000000000_20260101_000000.json'), '{}');
    await main.getByRole('button', { name: 'Clean up' }).click();
    await expect(main.getByText('1 file deleted, 1 KB freed')).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('batch-debug.png') });
  } finally {
    server.close();
  }
});

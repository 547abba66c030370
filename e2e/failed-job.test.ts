import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import JSZip from 'jszip';
import { expectNothingSerious } from './axe.ts';
import {
  bundlePanel,
  chatAnswer,
  chooseFfmpeg,
  chooseOutputFolder,
  expectAnalysis,
  failedJob,
  saveAndVerify,
} from './failed-job-page.ts';
import { expect, test, type RunningApp } from './launch.ts';
import { call, smallFilm, waitForEnd } from './studio-calls.ts';
import { watchNotifications } from './notifications.ts';
import { answerOpenDialog, answerSaveDialog, cancelSaveDialog } from './system-dialogs.ts';

test('a missing FFmpeg is named, analysed, and handed on without what was unticked', async ({ studio }) => {
  const { app, page, profile } = studio;
  await chooseFfmpeg(studio, join(profile.root, 'no-ffmpeg-here'));
  const job = await failedJob(page, smallFilm('A film without a tool'));

  await test.step('the card leads to the very field and to the check', async () => {
    await page.getByRole('main').getByRole('button', { name: 'Technical details' }).click();
    await expect(page.getByText(`correlation ${job.errors[0]?.correlationId}`)).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Open Settings' }).click();
    await expect(page.getByRole('textbox', { name: 'FFmpeg path' })).toBeFocused();
    await page.goBack();
    await page.getByRole('main').getByRole('button', { name: 'Run System Check' }).click();
    await expect(page.getByRole('tab', { name: 'System Check', selected: true })).toBeVisible();
    await page.goBack();
  });

  await test.step('the analysis proves itself with a line of the log', async () => {
    await expectAnalysis(page, 'FFmpeg is missing', /Very high · 95 of 100/);
    await expect(page.getByText(/a chat model can be asked/)).toBeVisible();
    const evidence = page.getByRole('button', { name: /^Open logs-redacted\.txt:\d+ in the log$/ }).last();
    const line = /:(\d+) /.exec((await evidence.getAttribute('aria-label')) ?? '')?.[1];
    await evidence.click();
    const opened = page.getByRole('list', { name: 'Log lines' }).getByRole('button', { expanded: true });
    await expect(opened).toContainText('Job failed');
    expect((await opened.innerText()).trim().startsWith(String(line))).toBe(true);
    await page.getByRole('tab', { name: 'Diagnostics' }).click();
  });

  await test.step('a dialog that is closed saves nothing', async () => {
    await cancelSaveDialog(app);
    await bundlePanel(page).getByRole('button', { name: 'Download diagnostics' }).click();
    await expect(bundlePanel(page).getByText(/You choose where it goes/)).toBeVisible();
    expect(await readdir(join(profile.dataFolder, 'bundles')).catch(() => [])).toEqual([]);
  });

  await test.step('each file can be looked at, and left out', async () => {
    await bundlePanel(page).getByRole('button', { name: 'Look at logs-redacted.txt' }).click();
    await expect(page.getByRole('region', { name: 'logs-redacted.txt' })).toContainText('Job failed');
    await page.getByRole('button', { name: 'Back to the analysis' }).click();
    await bundlePanel(page).getByRole('checkbox', { name: 'Include timeline.json' }).click();
    const { files } = await JSZip.loadAsync(await readFile(await saveAndVerify(studio)));
    expect(Object.keys(files)).not.toContain('timeline.json');
    const { omitted } = JSON.parse(await files['manifest.json']!.async('string')) as { omitted: unknown[] };
    expect(omitted).toContainEqual({ file: 'timeline.json', reason: 'Left out by whoever made this bundle.' });
  });
});

test('the pages of a failed job are clean in both themes, and say what happened under an ID', async ({ studio }) => {
  const { page, profile } = studio;
  await chooseFfmpeg(studio, join(profile.root, 'no-ffmpeg-here'));
  await failedJob(page, smallFilm('A name that is sixty characters long, so that it has to be cut'));
  for (const theme of ['light', 'dark'] as const) {
    await call(page, 'settings.set', { path: 'appearance.theme', value: theme });
    for (const tab of ['Diagnostics', 'Logs', 'Overview']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByText(/95 of 100|lines?\b|Skipped/).first()).toBeVisible();
      await expectNothingSerious(page, `${tab}, ${theme}`);
    }
  }
  await page.getByRole('main').getByRole('button', { name: 'Technical details' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Trace' }).click();
  await expect(page.getByRole('list', { name: /^Trace / })).toContainText('FFmpegNotFound');
  await expectNothingSerious(page, 'trace');
  await page.getByRole('navigation').getByRole('button', { name: 'Diagnostics', exact: true }).click();
  for (const tab of ['Logs', 'Report']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByText(/Job failed/).first()).toBeVisible();
    await expectNothingSerious(page, tab);
  }
});

test('a full disk is named with figures, and space can be freed', async ({ studio }) => {
  const { page, profile } = studio;
  const disk = join(profile.root, 'small disk');
  await mkdir(disk);
  test.skip(!mount(disk), 'Only root on Linux can make a small disk.');
  try {
    const notifications = await watchNotifications(studio.app);
    await chooseOutputFolder(studio, disk);
    await call(page, 'system.check');
    await call(page, 'system.check');
    expect((await notifications.shown()).map(({ title }) => title)).toEqual(['Disk']);
    await notifications.click('Disk');
    await expect(page.getByRole('tab', { name: 'System Check' })).toBeVisible();
    const job = await failedJob(page, { brief: { topic: 'A film too large', durationSeconds: 600 } });
    expect(job.errors[0]?.code).toBe('OutOfDiskSpace');
    await expect(page.getByRole('main').getByRole('button', { name: 'Retry Step' })).toBeVisible();
    await expectAnalysis(page, 'Disk or memory ran out', /Very high/);
    await page.getByRole('main').getByRole('button', { name: 'Free temporary space' }).click();
    await expect(page.getByText(/freed\.|nothing to free/)).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Lower it' }).click();
    await expect(page.getByText('The quality is Fast from now on. Press Retry Job.')).toBeVisible();
    expect((await call(page, 'settings.get')).rendering.quality).toBe('fast');
    await saveAndVerify(studio);
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
});

function mount(folder: string): boolean {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('a picture that cannot be read is named', async ({ studio }) => {
  const { app, page, profile } = studio;
  const folder = join(profile.root, 'text');
  await mkdir(folder);
  await writeFile(join(folder, 'broken.png'), brokenPng());
  await writeFile(join(folder, 'text.md'), '# Bees\n\n## Dance\n\nThey dance.\n\n![the hive](broken.png)\n');
  await answerOpenDialog(app, join(folder, 'text.md'));
  const opened = await call(page, 'texts.open');
  const job = await failedJob(page, { ...smallFilm('Bees'), ownText: opened!.ownText });
  expect(job.errors[0]?.code).toBe('InvalidInput:picture');
  await expect(
    page
      .getByRole('main')
      .getByText(/“broken\.png” is damaged and cannot be read/)
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: 'Retry Job' })).toBeVisible();
  await expectAnalysis(page, 'Input is not valid', /high · \d+ of 100/i);
  await saveAndVerify(studio);
});

/** The head of a picture of 64 × 64, and then nothing that could be unpacked. */
function brokenPng(): Buffer {
  const head = '89504e470d0a1a0a0000000d4948445200000040000000400802000000';
  return Buffer.concat([Buffer.from(head, 'hex'), Buffer.from('25c0e51b', 'hex'), Buffer.alloc(400, 0x5a)]);
}

test('Retry Step goes on where it failed and makes nothing twice', async ({ studio }) => {
  const { page, profile } = studio;
  const isBroken = join(profile.root, 'broken');
  await writeFile(isBroken, '');
  await chooseFfmpeg(studio, await breakingFfmpeg(profile.root, isBroken));
  const job = await failedJob(page, smallFilm('Made in two goes'));
  expect(job.steps.find(({ status }) => status === 'Failed')?.name).toBe('mux');
  const before = await voicesOf(studio, job.jobId);
  expect(before.length).toBeGreaterThan(0);
  await test.step('two causes that are close are both told, and what a button can do is done', async () => {
    await page.getByRole('button', { name: 'Analyze Failure' }).click();
    await expect(page.getByText('Several possible causes')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'FFmpeg lacks a part' })).toBeVisible();
    await expect(page.getByText(/Also possible:.*Network trouble/)).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Use software' }).click();
    await expect(page.getByText(/encoded in software from now on/)).toBeVisible();
    expect((await call(page, 'settings.get')).rendering.encoder).toBe('software');
    await page.getByRole('tab', { name: 'Overview' }).click();
  });
  await rm(isBroken);
  await page.getByRole('main').getByRole('button', { name: 'Retry Step' }).click();
  await expect(page.getByRole('heading', { name: job.title })).toBeVisible();
  await expect.poll(async () => (await call(page, 'jobs.get', { jobId: job.jobId })).retriedBy).toBeTruthy();
  const { retriedBy } = await call(page, 'jobs.get', { jobId: job.jobId });
  const retried = await waitForEnd(page, retriedBy!);
  expect(retried).toMatchObject({ status: 'Succeeded', retryOf: job.jobId });
  expect(await voicesOf(studio, retried.jobId)).toEqual(before);
});

/** The studio's FFmpeg, but for films as long as a file stands there. */
async function breakingFfmpeg(root: string, isBroken: string): Promise<string> {
  const path = join(root, 'ffmpeg');
  const real = execFileSync('sh', ['-c', 'command -v ffmpeg']).toString().trim();
  const films = `case "$*" in *libx264*) if [ -e '${isBroken}' ]; then printf '%s\\n' "Unknown encoder 'libx264'" 'Connection reset by peer' 'Conversion failed!' >&2; exit 1; fi;; esac`;
  const asks = `case "$*" in *-encoders*) exec '${real}' "$@";; esac`;
  await writeFile(path, `#!/bin/sh\n${asks}\n${films}\nexec '${real}' "$@"\n`);
  await chmod(path, 0o755);
  return path;
}

async function voicesOf({ profile }: RunningApp, jobId: string): Promise<[string, number][]> {
  const folder = join(profile.dataFolder, 'jobs', jobId, 'narration');
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).mtime.getTime()]));
}

test('a job that succeeded hands its diagnostics over from its menu', async ({ studio }) => {
  const { app, page, profile } = studio;
  const { jobId } = await call(page, 'jobs.create', smallFilm('A film that went well'));
  await page.getByRole('navigation').getByRole('button', { name: 'Jobs', exact: true }).click();
  const path = join(profile.root, 'running.zip');
  await answerSaveDialog(app, path);
  await page.getByRole('button', { name: /^More for / }).click();
  await page.getByRole('menuitem', { name: 'Download diagnostics' }).click();
  await expect(page.getByText(/Saved as .*running\.zip/)).toBeVisible({ timeout: 30_000 });
  const { files } = await JSZip.loadAsync(await readFile(path));
  expect(await files['README.txt']!.async('string')).toMatch(/still running|had not begun|succeeded/);
  await call(page, 'jobs.cancel', { jobId }).catch(() => undefined);
});

test('a key that a provider refuses leads to its very field', async ({ studio }) => {
  const { app, page } = studio;
  let answers = false;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void readAll(request).then((body) => asked.push(body));
    if (answers) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(chatAnswer('Your key was refused. <b>Enter a new one</b>.'));
      return;
    }
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(
      '{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    await call(page, 'settings.set', { path: 'providers.OpenAI.baseUrl', value: `http://127.0.0.1:${port}/v1` });
    await call(page, 'settings.set', { path: 'providers.llm.primary', value: 'OpenAI' });
    await call(page, 'keys.set', {
      name: 'OPENAI_API_KEY',
      value: ['sk', 'proj', 'e2e0Invented1Key2Of3No4Use5'].join('-'),
    });
    const job = await failedJob(page, smallFilm('A film that nobody may write'));
    expect(job.errors[0]?.code).toBe('InvalidApiKey:OpenAI');
    await expectAnalysis(page, /^API key refused/, /high · \d+ of 100/i);
    await test.step('a chat model says it more plainly, of what was shown before and nothing else', async () => {
      await page.getByRole('button', { name: 'Explain more plainly' }).click();
      const asking = page.getByRole('region', { name: 'Explain more plainly' });
      const sent = await asking.getByLabel(/^What OpenAI .* would be sent$/).inputValue();
      expect(sent).toContain('InvalidApiKey');
      await asking.getByRole('button', { name: 'Ask OpenAI' }).click();
      await expect(asking.getByText('OpenAI refused the API key.').first()).toBeVisible();
      answers = true;
      await asking.getByRole('button', { name: 'Ask OpenAI' }).click();
      const answer = page.getByRole('region', { name: /^In the words of OpenAI/ });
      await expect(answer).toContainText('<b>Enter a new one</b>');
      await expect(answer).toContainText('A model wrote this');
      const { messages } = JSON.parse(asked.at(-1) ?? '') as { messages: { content: string }[] };
      expect(
        messages
          .map(({ content }) => content)
          .join('\n\n')
          .trim(),
      ).toBe(sent.trim());
      expect(asked.join('\n')).not.toContain('e2e0Invented1Key2Of3No4Use5');
      await expectNothingSerious(page, 'explained plainly');
    });
    await test.step('steps and a report are copied as the user has them, and the provider is changed by a button', async () => {
      const copied = () => app.evaluate(({ clipboard }) => clipboard.readText());
      await page.getByRole('button', { name: 'Copy Steps' }).first().click();
      await expect.poll(copied).toMatch(/^1\. |- |\w/);
      await page.getByRole('button', { name: 'Copy issue report' }).click();
      const report = page.getByRole('region', { name: 'Issue report' });
      await report.getByRole('textbox').fill('# In my own words');
      await report.getByRole('button', { name: /^Copy/ }).click();
      await expect.poll(copied).toBe('# In my own words');
      await page.getByRole('button', { name: 'Switch', exact: true }).click();
      await expect(page.getByText('Template is tried first from now on. Press Retry Step.')).toBeVisible();
      expect((await call(page, 'settings.get')).providers.llm).toMatchObject({
        primary: 'Template',
        fallback: ['OpenAI'],
      });
    });
    const zip = await readFile(await saveAndVerify(studio));
    expect(zip.includes('e2e0Invented1Key2Of3No4Use5')).toBe(false);
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Open Settings' }).click();
    await expect(page.locator('[data-setting="OPENAI_API_KEY"] input')).toBeFocused();
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

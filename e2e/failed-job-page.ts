import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Locator, type Page } from 'playwright/test';
import type { Job, JobRequestInput } from '../src-shared/job.ts';
import { call, waitForEnd } from './studio-calls.ts';
import type { RunningApp } from './launch.ts';
import { answerOpenDialog, answerSaveDialog } from './system-dialogs.ts';

const project = resolve(import.meta.dirname, '..');

/** What the window may name as FFmpeg or as a folder, it has to be given by a dialog. */
export async function chooseFfmpeg({ app, page }: RunningApp, path: string): Promise<void> {
  await answerOpenDialog(app, path);
  await call(page, 'ffmpeg.choose');
  await call(page, 'settings.set', { path: 'rendering.ffmpegPath', value: path });
}

export async function chooseOutputFolder({ app, page }: RunningApp, path: string): Promise<void> {
  await answerOpenDialog(app, path);
  await call(page, 'folders.choose');
  await call(page, 'settings.set', { path: 'rendering.outputFolder', value: path });
}

/** Makes a job that fails, and opens its page as a user does. */
export async function failedJob(page: Page, request: JobRequestInput): Promise<Job> {
  const { jobId } = await call(page, 'jobs.create', request);
  const job = await waitForEnd(page, jobId);
  expect(job.status, JSON.stringify(job.errors)).toBe('Failed');
  await page.getByRole('navigation').getByRole('button', { name: 'Jobs', exact: true }).click();
  const row = page.getByRole('list', { name: 'Jobs' }).getByRole('button', { name: job.title }).first();
  await row.click();
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
  return job;
}

export const bundlePanel = (page: Page): Locator => page.getByRole('complementary', { name: 'Send this to support' });

/** Opens the analysis and expects its cause and how sure it is. */
export async function expectAnalysis(page: Page, title: string | RegExp, confidence: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Analyze Failure' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByRole('main').getByText(confidence)).toBeVisible();
}

/** Saves the bundle from its panel, and has the command line look at it. */
export async function saveAndVerify({ app, page, profile }: RunningApp): Promise<string> {
  const path = join(profile.root, 'for support.zip');
  await answerSaveDialog(app, path);
  await bundlePanel(page).getByRole('button', { name: 'Download diagnostics' }).click();
  await expect(bundlePanel(page).getByRole('button', { name: 'Show in folder' })).toBeVisible({ timeout: 30_000 });
  const aura = join(project, 'out', 'main', 'aura.js');
  const { stdout } = await promisify(execFile)(process.execPath, [aura, 'bundle', 'verify', path, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ isValid: true, problems: [] });
  return path;
}

/** https://platform.openai.com/docs/api-reference/chat/object */
export const chatAnswer = (content: string): string =>
  JSON.stringify({
    ...{ id: 'chatcmpl-e2e', object: 'chat.completion', created: 1_780_000_000, model: 'gpt-4.1-mini' },
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 300, completion_tokens: 20, total_tokens: 320 },
  });

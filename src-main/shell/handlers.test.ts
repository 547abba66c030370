import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureTexts } from '../../src-shared/failure-texts.ts';
import { appRoot } from '../runtime/app-files.ts';
import { createStudio, type Studio } from '../studio.ts';
import { answerCall } from './answer-call.ts';
import { createDroppedPaths } from './dropped-paths.ts';
import { createHandlers } from './handlers.ts';
import { openText } from './open-text.ts';
import { createPathGrants } from './path-grants.ts';
import { createWindowCommands } from './window-commands.ts';

let folder = '';
let studio: Studio;
const grants = createPathGrants();
const dropped = createDroppedPaths();
const shown: string[] = [];
/** Whether the user says where to, or closes the dialog. */
let isSaving = true;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aura-handlers-'));
  await mkdir(join(folder, 'texts'));
  studio = await createStudio({
    dataFolder: join(folder, 'data'),
    videosFolder: join(folder, 'Videos'),
    isOffline: true,
  });
});
afterAll(async () => {
  await studio.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = (name: string, input?: unknown) => {
  const chosen = (path: string) => () => Promise.resolve(grants.grant(path));
  const handlers = createHandlers({
    studio: Promise.resolve(studio),
    info: {
      version: '0.0.0',
      electron: '',
      chrome: '',
      node: '',
      platform: '',
      dataFolder: join(folder, 'data'),
      videosFolder: join(folder, 'Videos'),
      isOffline: true,
    },
    grants,
    dropped,
    commands: createWindowCommands(),
    copyText: () => Promise.resolve(),
    showInFolder: (path) => void shown.push(path),
    dialogs: {
      openText: () => openText(join(folder, 'texts', 'text.md')),
      chooseOutput: chosen(join(folder, 'film.mp4')),
      saveAs: (_title, fileName) => Promise.resolve(isSaving ? grants.grant(join(folder, fileName)) : undefined),
      chooseBatch: chosen(folder),
      chooseFolder: chosen(folder),
      chooseFfmpeg: chosen(join(folder, 'ffmpeg')),
      trustAddress: (address) => Promise.resolve(address.includes('trusted')),
    },
  });
  return answerCall(handlers, name, input);
};

describe('settings that name a place', () => {
  test('take a folder once the user has chosen it, and not before', async () => {
    const wish = { path: 'rendering.outputFolder', value: folder };
    expect(await ask('settings.set', wish)).toMatchObject({
      ok: false,
      error: { code: 'InvalidInput:rendering.outputFolder' },
    });
    await ask('folders.choose');
    expect(await ask('settings.set', wish)).toMatchObject({ ok: true, data: { rendering: { outputFolder: folder } } });
    expect(await ask('settings.set', { ...wish, value: '' })).toMatchObject({ ok: true });
  });
});

describe('a job that has no film to show', () => {
  test('is not found when there is no such job', async () => {
    expect(await ask('jobs.openFolder', { jobId: 'J-000000000000' })).toMatchObject({
      ok: false,
      error: { code: 'NotFound:job' },
    });
    expect(shown).toEqual([]);
  });
});

describe('help', () => {
  const written = readdirSync(join(appRoot, 'docs', 'help')).map((name) => name.replace(/\.md$/, ''));
  const ofErrors = Object.values(failureTexts).map(({ helpPage }) => helpPage);

  test.each([...new Set([...written, ...ofErrors])])('has the page %s, and those that it leads to', async (page) => {
    const answer = await ask('app.helpPage', { page });
    expect(answer).toMatchObject({ ok: true, data: expect.stringMatching(/^# /) as unknown });
    const text = answer.ok ? String(answer.data) : '';
    const linked = [...text.matchAll(/\]\(([a-z0-9-]+)\.md\)/g)].map(([, name = '']) => name);
    for (const name of linked) expect([page, written]).toEqual([page, expect.arrayContaining([name])]);
  });

  test('has no page that was not written, and no file from elsewhere', async () => {
    expect(await ask('app.helpPage', { page: 'nobody-wrote-this' })).toMatchObject({
      error: { code: 'NotFound:page' },
    });
    expect(await ask('app.helpPage', { page: '../../package' })).toMatchObject({
      error: { code: 'InvalidInput:page' },
    });
  });
});

describe('a debug session', () => {
  test.each([0, -5, 1e9, 'x', null, 4, 121])('of %j minutes is refused by name', async (minutes) => {
    expect(await ask('debug.enable', { minutes })).toMatchObject({
      ok: false,
      error: { code: 'InvalidInput:minutes' },
    });
    expect(await ask('debug.status')).toMatchObject({ ok: true, data: { enabled: false, files: [] } });
  });
});

describe('a clip that was dropped', () => {
  const clip = () => join(folder, 'holiday.mp4');

  test('is kept, each once, by its name; the page cannot name one that was not dropped', async () => {
    await writeFile(clip(), '\0\0\0\x20ftypisom');
    dropped.take([join(folder, 'other.png'), clip()]);
    expect(await ask('clips.addDropped', { name: 'holiday.mp4' })).toMatchObject({
      data: { path: expect.stringMatching(/^aura-clip:[0-9a-f]{32}\.mp4$/) as unknown },
    });
    for (const name of ['holiday.mp4', clip(), '../holiday.mp4', 'secret.mp4'])
      expect(await ask('clips.addDropped', { name })).toMatchObject({ error: { code: 'InvalidInput:drop' } });
  });

  test('that is none is refused by its name', async () => {
    await writeFile(clip(), 'Just words');
    dropped.take([clip()]);
    expect(await ask('clips.addDropped', { name: 'holiday.mp4' })).toMatchObject({
      error: { code: 'InvalidInput:clip', message: expect.stringContaining('holiday.mp4') as unknown },
    });
  });
});

describe('opening a text', () => {
  const write = (content: string | Uint8Array) => writeFile(join(folder, 'texts', 'text.md'), content);

  test('gives its words, its name and its folder, and no byte order mark', async () => {
    await write('\uFEFF# Bees\n\nThey dance. 蜂\n');
    expect(await ask('texts.open')).toMatchObject({
      ok: true,
      data: { ownText: { markdown: '# Bees\n\nThey dance. 蜂\n', folder: join(folder, 'texts') }, fileName: 'text.md' },
    });
  });

  test.each([
    ['bytes that are no text', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['a zero byte', 'words\0words'],
    ['nothing but blanks', ' \n '],
    ['more than a text may hold', 'x'.repeat(200_001)],
    ['a file of megabytes', 'x'.repeat(2_000_000)],
  ])('refuses %s', async (_what, content) => {
    await write(content);
    expect(await ask('texts.open')).toMatchObject({ ok: false, error: { code: 'InvalidInput:text' } });
  });

  test('says so when it has gone', async () => {
    await rm(join(folder, 'texts', 'text.md'));
    expect(await ask('texts.open')).toMatchObject({ ok: false, error: { code: 'InputFileMissing:text.md' } });
  });
});

describe('commands to the window', () => {
  test('wait for the window that listens next, and reach it in order', async () => {
    const commands = createWindowCommands();
    commands.send({ kind: 'quitting' });
    const abort = new AbortController();
    const heard = commands.listen(abort.signal);
    expect((await heard.next()).value).toEqual({ kind: 'quitting' });
    const next = heard.next();
    commands.send({ kind: 'open-job', jobId: 'J-000000000000' });
    expect((await next).value).toEqual({ kind: 'open-job', jobId: 'J-000000000000' });
    const last = heard.next();
    abort.abort();
    expect((await last).done).toBe(true);
  });
});

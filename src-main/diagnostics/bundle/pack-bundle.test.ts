import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { Settings } from '../../../src-shared/settings.ts';
import { someJob } from '../../jobs/open-journal.test-support.ts';
import { createFfmpeg } from '../../ffmpeg/create-ffmpeg.ts';
import { createRedactor } from '../../redaction/redactor.ts';
import type { BundleSubject } from './bundle-subject.ts';
import { collectors } from './collectors/collector-list.ts';
import { gatherEntries } from './gather-entries.ts';
import { manifestName } from './manifest.ts';
import { readmeName } from './readme.ts';
import { logWindowOf } from './job-log.ts';
import { packBundle } from './pack-bundle.ts';
import { checkSeal } from './seal.ts';
import { verifyBundle } from './verify-bundle.ts';

const folder = await mkdtemp(join(tmpdir(), 'aura-pack-'));
const bundleId = 'a'.repeat(32);

function someSubject(): BundleSubject {
  const job = someJob();
  const createdAt = new Date();
  const decision = {
    decisionPoint: 'script',
    provider: 'Template',
    selectedModel: 'Zebra',
    isLocal: true,
    reason: '',
    criteria: {},
  };
  return {
    job,
    isLost: false,
    createdAt,
    dataFolder: folder,
    logFolder: join(folder, 'logs'),
    logWindow: logWindowOf(job, createdAt),
    ffmpeg: createFfmpeg({ recordFolder: join(folder, 'children') }),
    settings: Settings.parse({}),
    commands: () => [],
    decisions: () => [{ timestamp: createdAt.toISOString(), correlationId: 'c', decision }],
    calls: () => [],
    events: () => [],
    salt: () => 'salt',
  };
}

test('a file in which the second look finds something is dropped, and the manifest says so', async () => {
  const subject = someSubject();
  const redactor = createRedactor();
  const path = join(folder, 'leaking.zip');
  const contents = await gatherEntries(subject, redactor);
  // Whoever looks knows a secret that was not known when the files were made.
  await packBundle(path, { bundleId, subject, redactor, contents }, () =>
    createRedactor({ known: [{ kind: 'password', value: 'Zebra' }] }),
  );
  const { files } = await JSZip.loadAsync(await readFile(path));
  expect(Object.keys(files).sort()).toEqual(['README.txt', 'manifest.json', 'system-info.json', 'timeline.json']);
  const manifest = await files['manifest.json']?.async('string');
  expect(manifest).not.toContain('Zebra');
  expect(manifest).toMatch(/model-decisions\.json",\s+"reason": "Left out: something that looks private/);
  expect(await files['README.txt']?.async('string')).toContain('Left out: something that looks private');
  expect(await verifyBundle(path)).toMatchObject({ isValid: true, problems: [] });
});

test('a file that another scanner objects to is dropped, whatever our own redactor thinks of it', async () => {
  const subject = someSubject();
  const blind = {
    ...createRedactor(),
    redactText: (text: string) => ({ text, counts: {} }),
    redactValue: (value: unknown) => value,
  };
  const path = join(folder, 'objected.zip');
  const token = ['gh', 'p_', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('');
  const contents = await gatherEntries(subject, blind);
  contents.entries.push({
    fileName: 'logs-redacted.txt',
    purpose: 'x',
    text: `token ${token}`,
    counts: {},
    sections: {},
  });
  await packBundle(path, { bundleId, subject, redactor: blind, contents }, () => blind);
  const { files } = await JSZip.loadAsync(await readFile(path));
  expect(Object.keys(files)).not.toContain('logs-redacted.txt');
  expect(await files['manifest.json']?.async('string')).toMatch(
    /logs-redacted\.txt",\s+"reason": "Left out: something/,
  );
  expect((await readFile(path)).includes(token)).toBe(false);
});

test('a ZIP holds nothing but what the list of collectors names: no media, no database, no heap snapshot', async () => {
  const subject = someSubject();
  const redactor = createRedactor();
  const path = join(folder, 'only.zip');
  for (const stray of ['Heap.20261125.heapsnapshot', 'studio.db', 'film.mp4'])
    await writeFile(join(folder, stray), 'x');
  await packBundle(path, { bundleId, subject, redactor, contents: await gatherEntries(subject, redactor) }, () =>
    createRedactor(),
  );
  const allowed = [manifestName, readmeName, ...collectors.map(({ fileName }) => fileName)];
  for (const name of Object.keys((await JSZip.loadAsync(await readFile(path))).files)) expect(allowed).toContain(name);
});

test('what cannot be made safe at all is not made', async () => {
  const subject = someSubject();
  const redactor = createRedactor();
  const contents = await gatherEntries(subject, redactor);
  // The manifest names every file, the ones that were left out too, and cannot be left out itself.
  const everything = () => createRedactor({ known: [{ kind: 'password', value: 'system-info.json' }] });
  await expect(
    packBundle(join(folder, 'hopeless.zip'), { bundleId, subject, redactor, contents }, everything),
  ).rejects.toMatchObject({ message: 'The diagnostics could not be made safe to share.' });
});

test('one flipped byte is found, wherever in the ZIP it is', async () => {
  const subject = someSubject();
  const redactor = createRedactor();
  const path = join(folder, 'whole.zip');
  const contents = await gatherEntries(subject, redactor);
  await packBundle(path, { bundleId, subject, redactor, contents }, () => createRedactor());
  expect(await verifyBundle(path)).toMatchObject({ isValid: true });
  const zip = await readFile(path);
  expect(checkSeal(zip)).toBe('whole');
  for (let at = 0; at < zip.length; at += at > zip.length - 120 ? 1 : 7) {
    const flipped = Buffer.from(zip);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(checkSeal(flipped), `byte ${at}`).toBe('broken');
  }
});

test('a bundle that another program packed anew is checked file by file', async () => {
  const subject = someSubject();
  const redactor = createRedactor();
  const path = join(folder, 'repacked.zip');
  const contents = await gatherEntries(subject, redactor);
  await packBundle(path, { bundleId, subject, redactor, contents }, () => createRedactor());
  const archive = new JSZip();
  for (const [name, file] of Object.entries((await JSZip.loadAsync(await readFile(path))).files)) {
    archive.file(name, await file.async('nodebuffer'));
  }
  await writeFile(path, await archive.generateAsync({ type: 'nodebuffer' }));
  const whole = await verifyBundle(path);
  expect(whole).toMatchObject({ isValid: true, notes: [expect.stringContaining('Another program') as string] });
  archive.file('timeline.json', `${await archive.file('timeline.json')?.async('string')} `);
  archive.file('extra.txt', 'x');
  await writeFile(path, await archive.generateAsync({ type: 'nodebuffer' }));
  const { problems } = await verifyBundle(path);
  expect(problems).toEqual([
    'extra.txt is not in the manifest.',
    expect.stringMatching(/^timeline\.json has \d+ bytes and not \d+\.$/) as string,
  ]);
});

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRedactor } from '../redaction/redactor.ts';
import { runWithCorrelation } from './correlation.ts';
import { log, logLine, openLog } from './log.ts';
import { LogFile } from './log-file.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'aura-log-'));

async function linesIn(folder: string): Promise<Record<string, unknown>[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts
    .flatMap((text) => text.split('\n').slice(0, -1))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('each record is one line of JSON with its correlation ID, whatever the text holds', async () => {
  const folder = await newFolder();
  const file = openLog({ folder });
  const nasty = 'a\nb\r\u2028c\u0085d\u001b[2Je\u007f"}{';
  runWithCorrelation('corr-1', () => log.info(nasty, { nasty, big: 10n, error: new Error('why\nnot') }), {
    jobId: 'J-1',
  });
  log.debug('not at this level');
  await file.close();
  log.info('nobody listens any more');
  const lines = await linesIn(folder);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    level: 'info',
    message: nasty,
    correlationId: 'corr-1',
    jobId: 'J-1',
    data: { nasty, big: '10' },
  });
  const [name] = await readdir(folder);
  const signs = Array.from(
    (await readFile(join(folder, name ?? ''), 'utf8')).trimEnd(),
    (sign) => sign.codePointAt(0) ?? 0,
  );
  expect(signs.filter((sign) => sign < 0x20 || (sign >= 0x7f && sign < 0xa0) || sign === 0x2028)).toEqual([]);
});

test('a circle in the data costs the data, not the line', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  expect(JSON.parse(logLine({ message: 'kept', data: circle }))).toMatchObject({ message: 'kept' });
});

test('files are rotated by size and the oldest removed', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'aura-2001-01-01.log'), 'old\n');
  await writeFile(join(folder, 'notes.txt'), "not the log's");
  const file = new LogFile({ folder, maxBytes: 1000, maxFiles: 3 });
  for (let number = 0; number < 40; number++) {
    file.append(logLine({ number, filling: 'x'.repeat(200) }));
    await file.flush();
  }
  const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  expect(names.length).toBeLessThanOrEqual(4);
  expect(names).not.toContain('aura-2001-01-01.log');
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
  expect((await linesIn(folder)).some(({ number }) => number === 39)).toBe(true);
  expect(await readdir(folder)).toContain('notes.txt');
});

test('a record that is too long is cut and still JSON', async () => {
  const folder = await newFolder();
  const file = new LogFile({ folder, maxLineLength: 1000 });
  file.append(logLine({ level: 'info', message: 'm', data: 'x'.repeat(50_000) }));
  await file.flush();
  expect(await linesIn(folder)).toMatchObject([{ level: 'info', cutFrom: expect.any(Number) as number }]);
});

test('a place that cannot be written to fails nobody, and the gap is told once it can', async () => {
  const folder = join(await newFolder(), 'logs');
  await writeFile(folder, 'a file where the folder should be');
  const file = new LogFile({ folder });
  file.append(logLine({ message: 'lost' }));
  await file.flush();
  await rm(folder);
  file.append(logLine({ message: 'kept' }));
  await file.flush();
  const lines = await linesIn(folder);
  expect(lines.map(({ message }) => message)).toEqual([
    'kept',
    '1 log lines were dropped: the disk was too slow or full.',
  ]);
});

test('secrets are taken out before a record reaches the disk, in fields, texts and errors', async () => {
  const folder = await newFolder();
  const canary = ['Zebra', 'lamp', '4711', 'quartz'].join('-');
  const redactor = createRedactor({ known: [{ kind: 'openai-key', value: canary }], homeFolder: '/home/wilhelmine' });
  const file = openLog({ folder, redact: (record) => redactor.redactValue(record) });
  log.warn(`refused ${canary}`, {
    command: `ffmpeg -headers "Authorization: Bearer ${canary}" -i /home/wilhelmine/in.wav`,
    password: 'plain-words',
    error: new Error(`no ${canary}`),
    [canary]: 1,
  });
  await file.close();
  const [name] = await readdir(folder);
  const text = await readFile(join(folder, name ?? ''), 'utf8');
  for (const secret of [canary, 'plain-words', 'wilhelmine']) expect(text).not.toContain(secret);
  expect(JSON.parse(text)).toMatchObject({ level: 'warn', message: expect.stringContaining('[REDACTED:') as string });
});

test('a record that cannot be redacted is not written as it is', async () => {
  const folder = await newFolder();
  const file = openLog({
    folder,
    redact: () => {
      throw new Error('broken');
    },
  });
  log.error('secret');
  await file.close();
  const [line] = await linesIn(folder);
  expect(line).toMatchObject({ level: 'error', message: expect.stringContaining('left out') as string });
});

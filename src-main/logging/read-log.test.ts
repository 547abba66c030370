import { appendFile, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logLine } from './log.ts';
import { readLog } from './read-log.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'aura-read-log-'));
const line = (timestamp: string, message: string) => logLine({ timestamp, level: 'info', message });

async function read(folder: string, options: Parameters<typeof readLog>[1] = {}) {
  const messages: string[] = [];
  const gaps: string[] = [];
  for await (const { message } of readLog(folder, { onGap: (note) => gaps.push(note), ...options })) {
    messages.push(message);
  }
  return { messages, gaps };
}

test('rotated files are read oldest first, within the moments asked for', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'aura-2026-05-01.1.log'), line('2026-05-01T10:00:00.000Z', 'one'));
  await writeFile(join(folder, 'aura-2026-05-01.2.log'), line('2026-05-01T11:00:00.000Z', 'two'));
  await writeFile(join(folder, 'aura-2026-05-01.log'), line('2026-05-01T12:00:00.000Z', 'three'));
  await writeFile(join(folder, 'aura-2026-05-02.log'), line('2026-05-02T00:00:00.000Z', 'four'));
  expect((await read(folder)).messages).toEqual(['one', 'two', 'three', 'four']);
  const options = { from: '2026-05-01T10:30:00.000Z', to: '2026-05-01T23:59:59.999Z' };
  expect((await read(folder, options)).messages).toEqual(['two', 'three']);
});

test('torn and foreign lines are passed over and told', async () => {
  const folder = await newFolder();
  const path = join(folder, 'aura-2026-05-01.log');
  await writeFile(path, `${line('2026-05-01T10:00:00.000Z', 'whole')}{"timestamp":"2026-05-01T10:0\nnot JSON\n`);
  await appendFile(path, line('2026-05-01T10:01:00.000Z', 'after').trimEnd());
  const { messages, gaps } = await read(folder);
  expect(messages).toEqual(['whole', 'after']);
  expect(gaps).toEqual(['aura-2026-05-01.log: 2 lines were torn and are left out.']);
});

test('a huge file costs bounded memory, and what was not read is told', async () => {
  const folder = await newFolder();
  const path = join(folder, 'aura-2026-05-01.log');
  await writeFile(path, line('2026-05-01T10:00:00.000Z', 'far too early'));
  await truncate(path, 200_000_000);
  await appendFile(path, `\n${line('2026-05-01T10:01:00.000Z', 'at the end')}`);
  const before = process.memoryUsage().rss;
  const { messages, gaps } = await read(folder);
  expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  expect(messages).toEqual(['at the end']);
  expect(gaps[0]).toContain('only its last 64 of 200 MB were read');
});

test('a line of many chunks is left out without harm to the next one', async () => {
  const folder = await newFolder();
  const path = join(folder, 'aura-2026-05-01.log');
  await writeFile(path, `${'x'.repeat(3_000_000)}\n${line('2026-05-01T10:00:00.000Z', 'next')}`);
  const { messages, gaps } = await read(folder);
  expect(messages).toEqual(['next']);
  expect(gaps).toEqual(['aura-2026-05-01.log: a line that is far too long was left out.']);
});

test('no folder is an empty log', async () => {
  expect(await read(join(await newFolder(), 'none'))).toEqual({ messages: [], gaps: [] });
});

test('a file that cannot be read is told of, and the others are read', async () => {
  const folder = await newFolder();
  await mkdir(join(folder, 'aura-2026-05-01.log'));
  await writeFile(join(folder, 'aura-2026-05-02.log'), line('2026-05-02T10:00:00.000Z', 'other'));
  const { messages, gaps } = await read(folder);
  expect(messages).toEqual(['other']);
  expect(gaps).toEqual(['aura-2026-05-01.log: it could not be read to its end (EISDIR).']);
});

test('a file that is rotated away while it is read ends early and harms nothing', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'aura-2026-05-01.log'), line('2026-05-01T10:00:00.000Z', 'first'));
  await writeFile(join(folder, 'aura-2026-05-02.log'), line('2026-05-02T10:00:00.000Z', 'gone'));
  const gaps: string[] = [];
  for await (const { message } of readLog(folder, { onGap: (note) => gaps.push(note) })) {
    expect(message).toBe('first');
    await rm(join(folder, 'aura-2026-05-02.log'));
  }
  expect(gaps).toEqual(['aura-2026-05-02.log: it could not be read to its end (ENOENT).']);
});

import { appendFile, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { logLine } from './log.ts';
import { readLog } from './read-log.ts';
import { tailLog, type LogPosition } from './tail-log.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'aura-tail-'));
const line = (message: string) => logLine({ timestamp: '2026-05-01T10:00:00.000Z', level: 'info', message });

function follow(folder: string, start?: LogPosition) {
  const messages: string[] = [];
  const stopping = new AbortController();
  const done = (async () => {
    for await (const records of tailLog(folder, start, stopping.signal)) {
      messages.push(...records.map(({ message }) => message));
    }
  })();
  onTestFinished(() => (stopping.abort(), done));
  return { messages, stop: () => (stopping.abort(), done) };
}

test('what is appended comes once and whole, from where the reading ended', async () => {
  const folder = await newFolder();
  const path = join(folder, 'aura-2026-05-01.log');
  const half = line('half');
  await writeFile(path, line('old') + half.slice(0, 20));
  const old: string[] = [];
  let position: LogPosition | undefined;
  const options = { onNewest: (name: string, bytes: number) => (position = { name, bytes }) };
  for await (const { message } of readLog(folder, options)) old.push(message);
  expect(old).toEqual(['old']);
  const { messages } = follow(folder, position);
  await appendFile(path, half.slice(20, -1));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(messages).toEqual([]);
  await appendFile(path, `\n${line('new')}`);
  await expect.poll(() => messages, { timeout: 5000 }).toEqual(['half', 'new']);
});

test('a full file that moves to another name, and the next day, lose nothing', async () => {
  const folder = await newFolder();
  const path = join(folder, 'aura-2026-05-01.log');
  const { messages } = follow(folder);
  await writeFile(path, line('one') + line('two'));
  await expect.poll(() => messages, { timeout: 5000 }).toEqual(['one', 'two']);
  await appendFile(path, line('three'));
  await rename(path, join(folder, 'aura-2026-05-01.1.log'));
  await writeFile(path, line('four'));
  await expect.poll(() => messages, { timeout: 5000 }).toEqual(['one', 'two', 'three', 'four']);
  await appendFile(path, line('five'));
  await writeFile(join(folder, 'aura-2026-05-02.log'), line('six'));
  await expect.poll(() => messages.slice(4), { timeout: 5000 }).toEqual(['five', 'six']);
});

test('a stop ends it', async () => {
  const { stop, messages } = follow(await newFolder());
  await expect(stop()).resolves.toBeUndefined();
  expect(messages).toEqual([]);
});

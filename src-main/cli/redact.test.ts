import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { builtPath } from '../runtime/app-files.ts';

const redact = (...args: string[]) => spawn(process.execPath, [builtPath('main', 'aura.js'), 'redact', ...args]);

test('aura redact takes known and unknown secrets out of what flows through it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-redact-'));
  await writeFile(join(folder, 'known.txt'), 'blue-Elephant\r\n\r\nзелёный слон\r\n');
  const child = redact('--known', join(folder, 'known.txt'));
  child.stdin.end('the Blue-elephant, зелёный слон\r\npassword=hunter2x frame=240\r\n');
  const output = await text(child.stdout);
  expect(output).toBe(
    'the [REDACTED:known-secret#1], [REDACTED:known-secret#2]\r\npassword=[REDACTED:password#3] frame=240\r\n',
  );
  await rm(folder, { recursive: true });
});

test('a reader that leaves early ends it without a complaint', async () => {
  const child = redact();
  child.stdin.on('error', () => undefined);
  const complaints = text(child.stderr);
  const feed = setInterval(() => child.stdin.write('frame=240 password=hunter2x\n'.repeat(20_000)), 5);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [exitCode] = (await once(child, 'exit')) as [number];
  clearInterval(feed);
  expect(exitCode).toBe(0);
  expect(await complaints).toBe('');
});

test('a file of secrets that is not there is told before anything flows', async () => {
  const child = redact('--known', join(tmpdir(), 'aura-no-such-file'));
  child.stdin.on('error', () => undefined);
  const [output, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(output).toBe('');
  expect(complaint).toContain('InputFileMissing');
});

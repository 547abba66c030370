import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAura } from './run-aura.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'aura-debug-cli-'));

async function debug(folder: string, ...args: string[]) {
  const said: string[] = [];
  const terminal = {
    ...{ answer: (text: string) => said.push(text), complain: (text: string) => said.push(text) },
    ...{ liveLine: () => undefined, isLive: false, exit: () => undefined },
  };
  const exitCode = await runAura(['debug', ...args, '--data-dir', folder], terminal);
  return { exitCode, said: said.join('\n') };
}

test('recording is switched on, extended, told in minutes, and off, from one command to the next', async () => {
  const folder = await newFolder();
  expect((await debug(folder, 'status')).said).toBe('Nothing is recorded.');
  expect((await debug(folder, 'on', '--minutes', '10')).said).toBe('Requests are recorded for 10 more minutes.');
  expect((await debug(folder, 'on')).said).toBe('Requests are recorded for 30 more minutes.');
  const status = JSON.parse((await debug(folder, 'status', '--json')).said) as { enabled: boolean; expiresAt: string };
  expect(status).toMatchObject({ enabled: true, files: [] });
  expect(Date.parse(status.expiresAt) - Date.now()).toBeGreaterThan(29 * 60_000);
  expect((await debug(folder, 'off')).said).toBe('Nothing is recorded.');
  expect((await debug(folder, 'status')).said).toBe('Nothing is recorded.');
});

test.each(['0', '-5', '1e9', 'x', '', '4', '121'])(
  '“--minutes %s” is refused by name and switches nothing on',
  async (minutes) => {
    const folder = await newFolder();
    const { exitCode, said } = await debug(folder, 'on', '--json', `--minutes=${minutes}`);
    expect(exitCode).toBe(2);
    expect(JSON.parse(said)).toMatchObject({ error: { code: 'InvalidInput:minutes' } });
    expect((await debug(folder, 'status')).said).toBe('Nothing is recorded.');
  },
);

test('sessions are found by their job, are not there where none was recorded, and are cleaned up', async () => {
  const folder = await newFolder();
  for (const name of ['summary', 'log']) {
    const { exitCode, said } = await debug(folder, name, 'J-ABCDEFGHJKMN', '--json');
    expect(exitCode).toBe(3);
    expect(JSON.parse(said)).toMatchObject({ error: { code: 'NotFound:debug session' } });
  }
  await debug(folder, 'cleanup');
  await writeFile(join(folder, 'debug', 'job_J-ABCDEFGHJKMN_20260401_101500.json'), '{"x": 1}');
  expect((await debug(folder, 'cleanup', '--days', '3650')).said).toBe('0 files, 0 bytes');
  expect(JSON.parse((await debug(folder, 'cleanup', '--days', '1', '--json')).said)).toEqual({
    deleted: 1,
    bytesFreed: 8,
  });
  expect(await readdir(join(folder, 'debug'))).toEqual([]);
  expect((await debug(folder, 'cleanup', '--days', '-1')).exitCode).toBe(2);
});

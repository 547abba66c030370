import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { jobWorkspace } from '../pipeline/job-workspace.ts';
import { loopbackKeys, startLoopback } from '../providers/loopback/loopback.test-support.ts';
import { appRoot } from '../runtime/app-files.ts';

const numbers = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight'];
const text = numbers.map((number) => `## ${number}\n\nThis is scene ${number}.\n`).join('\n');

test('after a kill -9 in the middle of paid scenes, what was paid for is kept and not asked for again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aura-paid-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const loopback = await startLoopback();
  onTestFinished(() => loopback.close());
  loopback.fail('ElevenLabs', { kind: 'slow', delayMs: 200 });
  const dataFolder = join(folder, 'data');
  await mkdir(dataFolder);
  const providers = { tts: { primary: 'ElevenLabs' }, ElevenLabs: { baseUrl: loopback.baseUrls.ElevenLabs } };
  await writeFile(join(dataFolder, 'settings.json'), JSON.stringify({ providers }));
  await writeFile(join(folder, 'text.md'), text);
  const aura = (...args: string[]): ChildProcess =>
    spawn(process.execPath, [join(appRoot, 'out', 'main', 'aura.js'), ...args, '--data-dir', dataFolder], {
      stdio: 'ignore',
      env: { ...process.env, ...loopbackKeys },
    });
  const asked = () => loopback.requests.map(({ json }) => String(json?.['text']));

  const first = aura('render', join(folder, 'text.md'), '--out', join(folder, 'film.mp4'));
  await expect.poll(() => asked().length, { timeout: 30_000 }).toBeGreaterThan(4);
  await kill(first);
  const [jobId = ''] = await readdir(join(dataFolder, 'jobs'));
  const workspace = jobWorkspace(dataFolder, jobId);
  const records = (await readdir(workspace.narration)).filter((name) => name.endsWith('.json'));
  const kept = await Promise.all(records.map((name) => readFile(join(workspace.narration, name), 'utf8')));
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(numbers.length);

  const second = aura('jobs', 'resume', jobId);
  await expect.poll(() => existsSync(workspace.result('narration')), { timeout: 30_000 }).toBe(true);
  await kill(second);
  const paidTwice = numbers.filter((number) => asked().filter((one) => one.includes(`scene ${number}.`)).length > 1);
  const keptScenes = records.map((name) => numbers[Number(/^s(\d+)-/.exec(name)?.[1]) - 1]);
  expect(paidTwice.filter((number) => keptScenes.includes(number))).toEqual([]);
  expect(new Set(asked()).size).toBe(numbers.length);
  expect(asked()).toHaveLength(numbers.length + paidTwice.length);
}, 90_000);

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'vite';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { appRoot } from '../runtime/app-files.ts';
import { reapOrphans } from './child-records.ts';
import { createFfmpeg } from './create-ffmpeg.ts';
import type { FfmpegRecord } from './ffmpeg.ts';
import type { OrphanGuard } from './orphan-guard.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aura ffmpeg 'x "));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const signal = new AbortController().signal;
const oneSecond = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=30:d=1', '-c:v', 'libx264'];
/** An endless run that a test ends. */
const endless = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=30', '-f', 'null', '-'];

const create = (options: Partial<Parameters<typeof createFfmpeg>[0]> = {}) =>
  createFfmpeg({ recordFolder: join(folder, 'children'), ...options });

async function fakeProgram(script: string): Promise<string> {
  const path = join(folder, 'fake ffmpeg');
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

async function runningChild(): Promise<number> {
  for (;;) {
    const [record] = await readdir(join(folder, 'children')).catch(() => []);
    if (record) return Number.parseInt(record, 10);
    await sleep(10);
  }
}

function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(execFileSync('cat', [`/proc/${pid}/stat`], { stdio: 'pipe' }).toString());
  } catch {
    return false;
  }
}

describe('capabilities', () => {
  test('are asked of the binary and kept until forgotten', async () => {
    const ffmpeg = create();
    const first = await ffmpeg.capabilities();
    expect(first.version).toMatch(/^\S+$/);
    expect(first.encoders.has('libx264')).toBe(true);
    expect(first.filters.has('zoompan')).toBe(true);
    expect(await ffmpeg.capabilities()).toBe(first);
    ffmpeg.forget();
    expect(await ffmpeg.capabilities()).not.toBe(first);
  });

  test('a chosen path that is wrong is named, and another choice is taken without a restart', async () => {
    let chosen: string | undefined = join(folder, 'nowhere');
    const ffmpeg = create({ explicitPath: () => chosen });
    await expect(ffmpeg.capabilities()).rejects.toMatchObject({
      code: 'FFmpegNotFound',
      message: expect.stringContaining(chosen) as unknown,
    });
    chosen = undefined;
    await expect(ffmpeg.capabilities()).resolves.toHaveProperty('version');
  });

  test.each([
    ['hangs', 'exec sleep 30', /within 1 s/],
    ['is another program', 'echo hello', /does not say that it is FFmpeg/],
    ['talks without end', 'exec yes', /without end/],
    ['fails', 'exit 3', /exit code 3/],
  ])('a program that %s is not FFmpeg', async (_what, script, reason) => {
    const path = await fakeProgram(script);
    await expect(create({ explicitPath: () => path }).capabilities(undefined, 1)).rejects.toMatchObject({
      code: 'FFmpegNotFound',
      message: expect.stringMatching(reason) as unknown,
    });
  });

  test('one that starts slowly is waited for, but not by who has less time or was canceled', async () => {
    const { path: real } = await create().capabilities();
    const path = await fakeProgram(`sleep 1.2; exec '${real}' "$@"`);
    const ffmpeg = create({ explicitPath: () => path });
    await expect(ffmpeg.capabilities(undefined, 1)).rejects.toHaveProperty('code', 'FFmpegNotFound');
    await expect(ffmpeg.capabilities(AbortSignal.timeout(50))).rejects.toHaveProperty('name', 'TimeoutError');
    await expect(ffmpeg.capabilities()).resolves.toMatchObject({ path });
  });

  test('the environment names an FFmpeg too', async () => {
    vi.stubEnv('AURA_FFMPEG_PATH', '/does/not/exist');
    await expect(create().capabilities()).rejects.toMatchObject({
      code: 'FFmpegNotFound',
      details: { chosenBy: 'AURA_FFMPEG_PATH' },
    });
    vi.unstubAllEnvs();
  });
});

describe('run', () => {
  test('tells its progress, logs its command and leaves no record of a child', async () => {
    const frames: number[] = [];
    const records: FfmpegRecord[] = [];
    await create({ log: (record) => records.push(record) }).run({
      purpose: 'try',
      args: [...oneSecond, 'a.mp4'],
      cwd: folder,
      signal,
      onProgress: ({ frame }) => frames.push(frame),
    });
    expect(frames.at(-1)).toBe(30);
    expect(records).toMatchObject([
      { purpose: 'try', exitCode: 0, command: expect.stringMatching(/ -hide_banner .*a\.mp4$/) as unknown },
    ]);
    expect(await readdir(join(folder, 'children'))).toEqual([]);
  });

  test('counts the packets of what it made', async () => {
    const ffmpeg = create();
    await ffmpeg.run({ purpose: 'try', args: [...oneSecond, 'a.mp4'], cwd: folder, signal });
    expect(await ffmpeg.probe(join(folder, 'a.mp4'), signal)).toMatchObject({
      durationSeconds: 1,
      video: { codec: 'h264', width: 64, height: 64, frameRate: 30, frameCount: 30 },
    });
  });

  test('aborting kills it, waits for its end and rejects with the reason', async () => {
    const abort = new AbortController();
    const running = create().run({ purpose: 'try', args: endless, signal: abort.signal });
    running.catch(() => {});
    const pid = await runningChild();
    abort.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect(isRunning(pid)).toBe(false);
  });

  test('a stopped FFmpeg is ended after the limit and named as stalled', async () => {
    const running = create({ stallSeconds: 1 }).run({ purpose: 'segment 2', args: endless, signal });
    running.catch(() => {});
    const pid = await runningChild();
    await sleep(300);
    process.kill(pid, 'SIGSTOP');
    await expect(running).rejects.toMatchObject({ code: 'Stalled:segment 2' });
    expect(isRunning(pid)).toBe(false);
  });

  test('a slow feeder is not taken for a stalled FFmpeg', async () => {
    const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', '16x16', '-i', 'pipe:0', '-f', 'null', '-'];
    const { seconds } = await create({ stallSeconds: 0.3 }).run({
      purpose: 'try',
      args: raw,
      signal,
      feed: async (stdin) => {
        for (let frame = 0; frame < 3; frame++) {
          stdin.write(Buffer.alloc(256));
          await sleep(400);
        }
      },
    });
    expect(seconds).toBeGreaterThan(1.1);
  });

  test('one that is killed from outside is named by the signal', async () => {
    const running = create().run({ purpose: 'try', args: endless, signal });
    running.catch(() => {});
    process.kill(await runningChild(), 'SIGKILL');
    await expect(running).rejects.toMatchObject({ code: 'FFmpegKilled:SIGKILL' });
  });

  test('one that ends before it has read its input says why itself', async () => {
    const args = [
      '-f',
      'rawvideo',
      '-pix_fmt',
      'gray',
      '-s',
      '640x360',
      '-i',
      'pipe:0',
      '-c:v',
      'nosuchcodec',
      'a.mp4',
    ];
    const feed = async (stdin: NodeJS.WritableStream) => {
      for (let frame = 0; frame < 100; frame++)
        await new Promise<void>((resolve, reject) => {
          stdin.write(Buffer.alloc(640 * 360), (error) => (error ? reject(error) : resolve()));
        });
    };
    await expect(create().run({ purpose: 'try', args, cwd: folder, signal, feed })).rejects.toMatchObject({
      code: 'MissingCodec:nosuchcodec',
    });
  });

  test('what the feeder throws comes through and ends FFmpeg', async () => {
    const feed = () => Promise.reject(new Error('no more frames'));
    const args = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', '16x16', '-i', 'pipe:0', '-f', 'null', '-'];
    await expect(create().run({ purpose: 'try', args, signal, feed })).rejects.toThrow('no more frames');
  });

  test('200,000 lines of errors cost no memory', async () => {
    const path = await fakeProgram(
      'yes "[h264 @ 0x55] error while decoding MB 12 34, bytestream -7" | head -n 200000 >&2; echo last >&2; exit 1',
    );
    const before = process.memoryUsage().rss;
    const failed = await create({ explicitPath: () => path })
      .run({ purpose: 'try', args: ['-'], signal })
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code: 'FFmpegFailedExitCode:1',
      details: { stderr: expect.stringMatching(/last\n$/) as unknown },
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  test('it sees none of our secrets', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-canary');
    const path = await fakeProgram(`env > '${folder.replaceAll("'", String.raw`'\''`)}/env.txt'`);
    await create({ explicitPath: () => path }).run({ purpose: 'try', args: ['-'], signal });
    vi.unstubAllEnvs();
    expect(await readFile(join(folder, 'env.txt'), 'utf8')).not.toContain('sk-canary');
  });
});

describe.runIf(process.platform === 'linux')('after a kill -9 of the app', () => {
  // Inside the checkout, so that it finds what ships with the app.
  const outDir = join(appRoot, 'out', 'test', `orphans-${process.pid}`);
  afterAll(() => rm(outDir, { recursive: true, force: true }));

  /** An app of its own: this one must survive to look. Built, as Node 20 runs no TypeScript. */
  async function buildApp(guard: OrphanGuard): Promise<string> {
    const options = JSON.stringify({ recordFolder: join(folder, 'children'), guard });
    const source = `
      import { createFfmpeg } from ${JSON.stringify(join(import.meta.dirname, 'create-ffmpeg.ts'))};
      createFfmpeg(${options})
        .run({ purpose: 'film', args: ${JSON.stringify(endless)}, signal: new AbortController().signal });`;
    await writeFile(join(folder, 'app.ts'), source);
    await build({
      configFile: false,
      logLevel: 'error',
      root: folder,
      build: { ssr: join(folder, 'app.ts'), outDir },
      ssr: { noExternal: true },
    });
    return join(outDir, 'app.mjs');
  }

  test.each<OrphanGuard>(['kernel', 'supervisor'])('no ffmpeg is left: the %s sees to it', async (guard) => {
    const env = { ...process.env, OPENAI_API_KEY: 'sk-canary' };
    const app = spawn(process.execPath, [await buildApp(guard)], { stdio: 'ignore', env });
    const pid = await runningChild();
    await vi.waitFor(async () => expect(await supervisors()).toHaveLength(guard === 'kernel' ? 0 : 1));
    for (const started of [pid, ...(await supervisors())])
      expect(await readFile(`/proc/${started}/environ`, 'utf8')).not.toContain('sk-canary');
    expect(isRunning(pid)).toBe(true);
    app.kill('SIGKILL');
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 5000 });
    await vi.waitFor(async () => expect(await supervisors()).toEqual([]), { timeout: 5000 });
  });

  /** Those that watch over this test's folder. */
  async function supervisors(): Promise<string[]> {
    const isMine = (command: string) => command.includes('end-orphans') && command.includes(folder);
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(
      pids.map(async (pid) => isMine(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))),
    );
    return pids.filter((_pid, index) => found[index]);
  }

  test('the next start ends what is left over, and nothing else', async () => {
    const records = join(folder, 'children');
    // Its parent is a shell that ends at once, as an app does that was killed.
    const orphanPid = Number(execFileSync('sh', ['-c', 'setsid sleep 60 >/dev/null 2>&1 & echo $!']).toString());
    const foreign = spawn('sleep', ['60'], { detached: true });
    const [ticks, bootId] = await startOf(orphanPid);
    const record = { parentPid: 4_000_000, purpose: 'segment 1', startedAtMs: Date.now(), bootId };
    await create().capabilities();
    await writeFile(join(records, 'a.json'), JSON.stringify({ ...record, pid: orphanPid, ticks }));
    await writeFile(join(records, 'b.json'), JSON.stringify({ ...record, pid: foreign.pid, ticks: '1' }));
    await writeFile(join(records, 'torn.json'), '{"pid": 1');
    expect(await reapOrphans(records)).toEqual(['segment 1']);
    expect(await readdir(records)).toEqual([]);
    await vi.waitFor(() => expect(isRunning(orphanPid)).toBe(false));
    expect(isRunning(foreign.pid ?? 0)).toBe(true);
    foreign.kill();
  });
});

async function startOf(pid: number): Promise<[string | undefined, string]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
  const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'latin1');
  return [stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19], bootId.trim()];
}

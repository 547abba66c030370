import type { ElectronApplication } from 'playwright/test';
import type { CallInput, CallName, CallOutput } from '../src-shared/ipc.ts';
import { isTerminal, type Job } from '../src-shared/job.ts';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { signal } from './aura-process.ts';
import { expect, expectNoFfmpeg, ffmpegsOf, type Profile } from './launch.ts';

interface Bridged {
  ok: boolean;
  data?: unknown;
  error?: { code: string; message: string };
}

/** A call through whichever page the window has: Playwright loses the one that it knew when its process is killed. */
export async function callInWindow<Name extends CallName>(
  app: ElectronApplication,
  name: Name,
  input?: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const script = `window.bridge.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`;
  const reply = await inWindow<Bridged>(app, script, 10_000);
  if (!reply?.ok) throw new Error(`${name}: ${JSON.stringify(reply?.error ?? 'the window does not answer')}`);
  return reply.data as CallOutput<Name>;
}

/** Undefined when the window is gone, loads, or does not answer in time. */
function inWindow<T>(app: ElectronApplication, script: string, withinMs: number): Promise<T | undefined> {
  return app.evaluate(
    async ({ BrowserWindow }, [code, limitMs]) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents || contents.isCrashed() || contents.isLoading()) return undefined;
      // Asked of a page that is just going, it is never answered.
      const answer = (contents.executeJavaScript(code) as Promise<unknown>).catch(() => undefined);
      return Promise.race([answer, new Promise((resolve) => setTimeout(resolve, limitMs, undefined))]);
    },
    [script, withinMs] as const,
  ) as Promise<T | undefined>;
}

/** Waits until the window shows its pages again. Returns how long that took. */
export async function untilWindowIsBack(app: ElectronApplication, timeoutMs: number): Promise<number> {
  const startMs = performance.now();
  const isBack = () => inWindow<boolean>(app, "document.querySelector('nav') !== null", 500);
  await expect.poll(isBack, { timeout: timeoutMs, intervals: [50] }).toBe(true);
  return performance.now() - startMs;
}

export async function waitForEndInWindow(app: ElectronApplication, jobId: string, timeoutMs = 200_000): Promise<Job> {
  const endMs = performance.now() + timeoutMs;
  for (;;) {
    const job = await callInWindow(app, 'jobs.get', { jobId }).catch(() => undefined);
    if (job && isTerminal(job.status)) return job;
    if (performance.now() > endMs) throw new Error(`${jobId} is ${job?.status} at ${job?.percent} %`);
    await sleep(200);
  }
}

/** Lets `killThread` find the worker threads that are started from now on. */
export const watchThreads = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const threads: unknown[] = [];
    Object.assign(globalThis, { threads });
    const { channel } = process.getBuiltinModule('node:diagnostics_channel');
    channel('worker_threads').subscribe((told) => void threads.push((told as { worker: unknown }).worker));
  });

/** Ends the newest thread at work in the very middle of it. False when there is none. */
export const killThread = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(async () => {
    interface Thread {
      threadId: number;
      terminate(): Promise<number>;
    }
    // One that has ended has the number −1.
    const thread = (globalThis as unknown as { threads: Thread[] }).threads.findLast(({ threadId }) => threadId > 0);
    await thread?.terminate();
    return thread !== undefined;
  });

export const killWindow = async (app: ElectronApplication): Promise<void> => {
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
  signal(pid ?? 0, 'SIGKILL');
};

/** kill -9 of one of its encoders. False when none is at work. */
export async function killEncoder(profile: Profile): Promise<boolean> {
  const [pid] = await ffmpegsOf(profile, /^ffmpeg/);
  if (pid !== undefined) signal(pid, 'SIGKILL');
  return pid !== undefined;
}

/** kill -9 of the app alone, or in the same moment of all that it has started; nothing of it may live on. */
export async function killApp(app: ElectronApplication, what: 'main' | 'group', profile: Profile): Promise<void> {
  const child = app.process();
  const ended = once(child, 'exit');
  const children = what === 'group' ? await ffmpegsOf(profile) : [];
  // Playwright starts it as a process group of its own, with Chromium's helpers in it.
  signal(what === 'group' ? -(child.pid ?? 0) : (child.pid ?? 0), 'SIGKILL');
  for (const pid of children) signal(pid, 'SIGKILL');
  await ended;
  await expectNoFfmpeg(profile);
}

import type { Page } from 'playwright/test';
import type { Bridge, CallInput, CallName, CallOutput, PortMessage } from '../src-shared/ipc.ts';
import { isTerminal, type Job, type JobRequestInput, type StepName } from '../src-shared/job.ts';
import type { JobUpdate } from '../src-shared/job-events.ts';
import type { Failure } from '../src-shared/failure.ts';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

/** A call as the window makes it; throws what was refused as `CODE: message`. */
export async function call<Name extends CallName>(
  page: Page,
  name: Name,
  input?: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const reply = await page.evaluate(([called, data]) => window.bridge.call(called, data), [
    name,
    input as unknown,
  ] as const);
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.data as CallOutput<Name>;
}

/** The failure that a call is refused with; undefined when it goes through. */
export async function refusal(page: Page, name: string, input: unknown): Promise<Failure | undefined> {
  const reply = await page.evaluate(([called, data]) => window.bridge.call(called, data), [name, input] as const);
  return reply.ok ? undefined : reply.error;
}

/** A film of ten seconds in few pixels: all six steps, in little time. */
export const smallFilm = (topic: string, brief: Partial<JobRequestInput['brief']> = {}): JobRequestInput => ({
  brief: { topic, durationSeconds: 10, music: 'none', ...brief },
  render: { resolution: { width: 640, height: 360 }, quality: 'fast' },
});

export async function waitForEnd(page: Page, jobId: string, timeoutMs = 120_000): Promise<Job> {
  const started = Date.now();
  for (;;) {
    const job = await call(page, 'jobs.get', { jobId });
    if (isTerminal(job.status)) return job;
    if (Date.now() - started > timeoutMs) throw new Error(`${jobId} is still ${job.status} at ${job.percent} %`);
    await page.waitForTimeout(200);
  }
}

/** Cancels the job in the very moment its step starts; answers how long that took and what became of it. */
export async function cancelInStep(page: Page, jobId: string, step: StepName): Promise<{ tookMs: number; job: Job }> {
  const tookMs = await page.evaluate(
    async ([watched, wanted]) => {
      const id = crypto.randomUUID();
      const opened = new Promise<MessagePort>((resolve) => {
        addEventListener('message', function take(event: MessageEvent<{ streamPort?: string }>) {
          if (event.data?.streamPort !== id || !event.ports[0]) return;
          removeEventListener('message', take);
          resolve(event.ports[0]);
        });
      });
      window.bridge.open(id, 'jobs.watch', { jobId: watched });
      const port = await opened;
      await new Promise<void>((resolve, reject) => {
        port.onmessage = ({ data }: MessageEvent<PortMessage>) => {
          if (data.kind !== 'item')
            return reject(new Error(`The stream ended before ${wanted}: ${JSON.stringify(data)}`));
          const update = data.item as JobUpdate;
          const running =
            update.kind === 'event' && update.event.kind === 'step-status'
              ? update.event.status === 'Running' && update.event.step
              : update.kind === 'snapshot' && update.job.steps.find((found) => found.status === 'Running')?.name;
          if (running === wanted) resolve();
        };
        port.postMessage({ kind: 'credit', count: 10_000 });
      });
      const asked = performance.now();
      const reply = await window.bridge.call('jobs.cancel', { jobId: watched });
      port.postMessage({ kind: 'stop' });
      if (!reply.ok) throw new Error(reply.error.message);
      return performance.now() - asked;
    },
    [jobId, step] as const,
  );
  return { tookMs, job: await call(page, 'jobs.get', { jobId }) };
}

import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyBundle } from '../../diagnostics/bundle/verify-bundle.ts';
import { jobWorkspace } from '../../pipeline/job-workspace.ts';
import { mustFailWith, mustHaveReceipt, mustHold, mustSucceed, type DrillStudio } from './drill-studio.ts';

type Drill = (studio: DrillStudio) => Promise<void>;

const localModel = { 'providers.llm.primary': 'LocalLLM', 'providers.LocalLLM.baseUrl': 'http://127.0.0.1:9/v1' };

/** Every way back that the studio has, each with the fault that it is for. */
export const drills: Record<string, Drill> = {
  'A voice that fails now and then is asked again': async (studio) => {
    await studio.simulate(['503'], ['Flite-TTS'], 0.7);
    await studio.set({ 'resilience.retry.maxRetryAttempts': 10, 'resilience.circuitBreaker.enabled': false });
    mustSucceed(await studio.makeFilm());
    const { retries } = (await studio.open()).resilience.metrics();
    mustHold(retries.successful > 0, 'Nothing was asked a second time');
  },

  'A script model that is down is replaced by the template': async (studio) => {
    await studio.set(localModel);
    await studio.simulate(['503'], ['LocalLLM-LLM']);
    mustHaveReceipt(await studio.makeFilm(), 'script');
  },

  'A picture service that is down is replaced by cards': async (studio) => {
    await studio.set({
      'providers.images.primary': 'LocalDiffusion',
      'providers.LocalDiffusion.baseUrl': 'http://127.0.0.1:9',
    });
    await studio.simulate(['503'], ['LocalDiffusion-Images']);
    mustHaveReceipt(await studio.makeFilm(), 'broll');
  },

  'Without any voice the film has captions': async (studio) => {
    await studio.simulate(['503'], ['Flite-TTS']);
    mustHaveReceipt(await studio.makeFilm(), 'narration');
  },

  'A provider that hangs is given up at its time limit': async (studio) => {
    await studio.set({
      ...localModel,
      'providers.LocalLLM.requestTimeout': 200,
      'resilience.retry.maxRetryAttempts': 1,
    });
    await studio.simulate(['hang'], ['LocalLLM-LLM']);
    mustHaveReceipt(await studio.makeFilm(), 'script');
  },

  'A breaker opens after failures in a row, is reset, and stays open over a restart': async (studio) => {
    await studio.set({ ...localModel, 'resilience.circuitBreaker.failureThreshold': 3 });
    await studio.simulate(['503'], ['LocalLLM-LLM']);
    await studio.makeFilm();
    const stateOf = async () =>
      (await studio.open()).resilience.breakers().circuitBreakers.find(({ name }) => name === 'LocalLLM-LLM')?.state;
    mustHold((await stateOf()) === 'Open', `The breaker is ${await stateOf()}`);
    await studio.close();
    mustHold((await stateOf()) === 'Open', `After a restart the breaker is ${await stateOf()}`);
    (await studio.open()).resilience.reset('LocalLLM-LLM');
    mustHold((await stateOf()) === 'Closed', `After a reset the breaker is ${await stateOf()}`);
  },

  'An FFmpeg that crashes fails its step by name, and Retry Step mends it': async (studio) => {
    await studio.simulate(['crash'], ['ffmpeg']);
    const failed = await studio.makeFilm();
    mustFailWith(failed, /^FFmpeg(Killed|FailedExitCode)/);
    await studio.set({ 'testing.simulateFailures': false });
    mustSucceed(await studio.retry(failed.jobId, failed.steps.find(({ status }) => status === 'Failed')!.name));
  },

  'An FFmpeg that stands still is stopped for real, and Retry Step mends it': async (studio) => {
    await studio.set({ 'timeouts.stallWarning': 300, 'timeouts.stall': 1000 });
    await studio.simulate(['hang'], ['ffmpeg']);
    const failed = await studio.makeFilm();
    mustFailWith(failed, /^Stalled:/);
    await studio.set({ 'testing.simulateFailures': false, 'timeouts.stallWarning': 30_000, 'timeouts.stall': 120_000 });
    mustSucceed(await studio.retry(failed.jobId, failed.steps.find(({ status }) => status === 'Failed')!.name));
  },

  'A full disk is named, and the job goes on once there is room': async (studio) => {
    await studio.simulate(['ENOSPC'], ['ffmpeg']);
    const failed = await studio.makeFilm();
    mustFailWith(failed, /^OutOfDiskSpace/);
    await studio.set({ 'testing.simulateFailures': false });
    mustSucceed(await studio.retry(failed.jobId, failed.steps.find(({ status }) => status === 'Failed')!.name));
  },

  'A studio that ends in the middle goes on at its next start': async (studio) => {
    const jobId = await studio.startFilm();
    const { jobs } = await studio.open();
    const isScriptDone = () =>
      jobs.get(jobId).steps.some(({ name, status }) => name === 'script' && status === 'Succeeded');
    await until('the script was written', isScriptDone);
    await studio.close();
    mustSucceed(await (await studio.open()).jobs.whenEnded(jobId));
  },

  'A damaged segment is made anew': async (studio) => {
    const jobId = await studio.startFilm();
    const { segments } = jobWorkspace(studio.dataFolder, jobId);
    await until('a segment was made', async () => (await segmentsIn(segments)).length > 0);
    await studio.close();
    for (const path of await segmentsIn(segments)) await truncate(path, 100);
    mustSucceed(await (await studio.open()).jobs.whenEnded(jobId));
  },

  'Damaged settings leave the last good ones in use': async (studio) => {
    await studio.set({ 'rendering.frameRate': 25 });
    await studio.close();
    await writeFile(join(studio.dataFolder, 'settings.json'), '{ "rendering": ');
    const opened = await studio.open();
    mustHold(opened.settings.get().rendering.frameRate === 25, 'The last good settings are not in use');
    mustHold(opened.warnings().length > 0, 'Nobody was told');
  },

  'A damaged database is kept aside, and the studio opens': async (studio) => {
    const { jobId } = await studio.makeFilm();
    await studio.close();
    const path = join(studio.dataFolder, 'studio.db');
    const bytes = await readFile(path);
    await writeFile(path, bytes.fill(0x5a, 0, 4096));
    const opened = await studio.open();
    mustHold(opened.warnings().length > 0, 'Nobody was told');
    mustHold(
      opened.jobs.list().some((job) => job.jobId === jobId),
      'The job is not in the backup',
    );
  },

  'A failed job explains itself and makes a bundle that verifies': async (studio) => {
    await studio.simulate(['ENOSPC'], ['ffmpeg']);
    const failed = await studio.makeFilm();
    const { diagnostics } = await studio.open();
    const { primaryRootCause } = await diagnostics.explain(failed.jobId);
    mustHold(primaryRootCause.type === 'InsufficientResources', `The cause is said to be ${primaryRootCause.type}`);
    const { bundleId } = await diagnostics.createBundle(failed.jobId);
    const path = join(studio.dataFolder, 'drill.zip');
    await diagnostics.saveBundle(bundleId, path);
    const { problems } = await verifyBundle(path);
    mustHold(problems.length === 0, problems.join(' '));
  },

  'Offline, nothing opens a socket': async (studio) => {
    await studio.open();
    let callers = 0;
    const server = createServer(() => callers++).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connecting = once(connect(port, '127.0.0.1'), 'connect');
    const refusals = await Promise.allSettled([connecting, lookup('provider.invalid')]);
    server.close();
    const codes = refusals.map(
      (refusal) => refusal.status === 'rejected' && (refusal.reason as { code?: string }).code,
    );
    mustHold(codes.every((code) => code === 'ERR_STUDIO_OFFLINE') && callers === 0, `Answers were ${codes.join(', ')}`);
  },
};

async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const limitMs = performance.now() + 120_000;
  while (!(await isTrue())) {
    mustHold(performance.now() < limitMs, `It took longer than 2 minutes until ${what}`);
    await sleep(30);
  }
}

/** The finished ones: what is under way has a temporary name. */
async function segmentsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^[0-9a-f]+\.mp4$/.test(name)).map((name) => join(folder, name));
}

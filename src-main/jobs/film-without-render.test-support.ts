import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Job, JobRequestInput } from '../../src-shared/job.ts';
import { Settings } from '../../src-shared/settings.ts';
import { createFfmpeg } from '../ffmpeg/create-ffmpeg.ts';
import { illustrate } from '../pipeline/illustrate.ts';
import { makeSubtitles } from '../pipeline/make-subtitles.ts';
import { narrate } from '../pipeline/narrate.ts';
import { preflight } from '../pipeline/preflight.ts';
import { writeScript } from '../pipeline/write-script.ts';
import { createProviderHttp } from '../providers/http/provider-http.ts';
import { loopbackKeys, startLoopback, type Loopback } from '../providers/loopback/loopback.test-support.ts';
import { createProviders } from '../providers/provider-list.ts';
import { planFilm } from '../render/plan-film.ts';
import { environmentKeys } from '../storage/keys.ts';
import type { RetryWishes } from './jobs.ts';
import { deskFor, someFilm, type Pipeline } from './test-desk.test-support.ts';

/** Every step but the last, which would only take its time. */
const upToSubtitles: Pipeline = async (context) => {
  await preflight(context);
  const script = await writeScript(context);
  const narration = await narrate(script, context);
  await illustrate(script, context);
  await makeSubtitles({ script, narration, plan: planFilm(script, narration, context.job.format) }, context);
  return someFilm(context);
};

/** Script and pictures alone, for many jobs. */
export const withoutVoice: Pipeline = async (context) => {
  await preflight(context);
  await illustrate(await writeScript(context), context);
  return someFilm(context);
};

export const down = { kind: 'status', status: 503, body: {} } as const;
export const noBreakers = { circuitBreaker: { enabled: false } };
/** What was replaced by what, in one line each. */
export const receiptsOf = (job: Job): string[] =>
  job.degradations.map(({ step, replaced, replacement }) => `${step}: ${replaced} → ${replacement}`);

type Changes = Record<string, unknown> & { providers?: Record<string, unknown> };

/** Retries without waiting: what is waited is looked at elsewhere. */
const impatient = { initialDelay: 1, maxDelay: 5 };

/** Jobs, real providers and the loopback server that speaks for all of those in the cloud. Closed when the test has ended. */
export async function cloudDesk(changes: Changes = {}, given: { pipeline?: Pipeline; concurrency?: number } = {}) {
  const loopback = await startLoopback();
  onTestFinished(() => loopback.close());
  const dataFolder = await mkdtemp(join(tmpdir(), 'aura-cloud-'));
  let settings = settingsWith(changes, loopback);
  const keys = environmentKeys(loopbackKeys);
  const ffmpeg = createFfmpeg({ recordFolder: join(dataFolder, 'children') });
  const http = createProviderHttp({ settings: () => settings });
  const providers = createProviders({ ffmpeg, http, keys, settings: () => settings });
  onTestFinished(() => providers.close());
  const opened = await deskFor(given.pipeline ?? upToSubtitles, {
    dataFolder,
    settings: () => settings,
    providers,
    keys,
    ...(given.concurrency !== undefined && { concurrency: given.concurrency }),
  });
  return {
    ...opened,
    loopback,
    set: (changed: Changes) => (settings = settingsWith(changed, loopback)),
    make: async (topic = 'Tides') => opened.desk.whenEnded((await opened.desk.create(filmAbout(topic))).jobId),
    /** A text of one's own. */
    makeText: async (markdown: string) =>
      opened.desk.whenEnded((await opened.desk.create({ ownText: { markdown }, render: small })).jobId),
    retry: async ({ jobId }: Job, step: 'script' | 'narration' | 'broll', wishes: RetryWishes = {}) =>
      opened.desk.whenEnded((await opened.desk.retry(jobId, step, wishes)).jobId),
  };
}

const filmAbout = (topic: string): JobRequestInput => ({
  brief: { topic, durationSeconds: 10, music: 'none' },
  render: small,
});
const small = { resolution: { width: 640, height: 360 }, quality: 'fast' } as const;

function settingsWith({ providers = {}, resilience = {}, ...changes }: Changes, { baseUrls }: Loopback): Settings {
  const addresses = Object.entries(baseUrls).map(([name, baseUrl]) => [
    name,
    { baseUrl, ...(providers[name] as object | undefined) },
  ]);
  return Settings.parse({
    ...changes,
    resilience: { retry: impatient, ...(resilience as object) },
    providers: { ...providers, ...(Object.fromEntries(addresses) as object) },
  });
}

import type { RecommendedAction } from '../../src-shared/diagnostics.ts';
import type { Job, StepName } from '../../src-shared/job.ts';
import { providerOrder } from '../../src-shared/provider-order.ts';
import { sectionOfKind, type ProviderKind, type ProviderName } from '../../src-shared/provider-settings.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { retryJob, retryStep } from '../stores/job-actions.ts';
import { goTo } from '../stores/route-store.ts';
import { changeSetting, useSettings } from '../stores/settings-store.ts';
import { call } from '../studio-client.ts';
import { texts } from '../texts.ts';
import { unfinishedStep } from './job-words.ts';
import { lastResorts } from './provider-order.ts';
import { settingsTarget } from './settings-target.ts';

/** Does what a button says; answers with a sentence where the window does not show by itself that it was done. */
export type Automation = { label: string; run: () => Promise<string | void> };

/** What the app can do about an action of the analysis; undefined where only a person can. */
export function useAutomation(
  job: Job,
  download: () => Promise<void>,
): (action: RecommendedAction) => Automation | undefined {
  const settings = useSettings((state) => state.settings);
  return ({ automation }) => {
    const work = automation && workOf(automation, job, settings, download);
    const label = automation && automation in words ? words[automation] : undefined;
    return work && label !== undefined ? { label, run: work } : undefined;
  };
}

const words = texts.analysis.buttons;

function workOf(
  automation: NonNullable<RecommendedAction['automation']>,
  job: Job,
  settings: Settings | undefined,
  download: () => Promise<void>,
): Automation['run'] | undefined {
  const step = unfinishedStep(job);
  switch (automation) {
    case 'retryStep':
      return step && (() => retryStep(job.jobId, step));
    case 'retryJob':
      return () => retryJob(job.jobId);
    case 'openSettings':
      return async () => goTo(settingsTarget(job.errors.at(-1)));
    case 'runSystemCheck':
      return async () => goTo({ page: 'diagnostics', tab: 'system-check' });
    case 'downloadDiagnostics':
      return download;
    case 'freeSpace':
      return async () => texts.space.freed((await call('space.free')).sizeBytes);
    case 'useOwnFfmpeg':
      return settings?.rendering.ffmpegPath
        ? async () => (await changeSetting('rendering.ffmpegPath', ''), texts.analysis.ownFfmpeg)
        : undefined;
    case 'useSoftwareEncoder':
      return settings?.rendering.encoder === 'software'
        ? undefined
        : async () => (await changeSetting('rendering.encoder', 'software'), texts.analysis.softwareEncoder);
    case 'lowerQuality':
      return settings?.rendering.quality === 'fast'
        ? undefined
        : async () => (await changeSetting('rendering.quality', 'fast'), texts.analysis.qualityLowered);
    case 'switchProvider':
      return settings && step && switchProvider(settings, step);
    default:
      return undefined;
  }
}

const kindOfStep: Partial<Record<StepName, ProviderKind>> = { script: 'LLM', narration: 'TTS', broll: 'Images' };

/** Puts the provider that needs nothing first in the list of the step's kind. */
function switchProvider(settings: Settings, step: StepName): Automation['run'] | undefined {
  const kind = kindOfStep[step];
  if (!kind) return undefined;
  const local: ProviderName = lastResorts[kind];
  const [first, ...others] = providerOrder(settings.providers, kind);
  if (first === undefined || first === local) return undefined;
  const section = `providers.${sectionOfKind[kind]}`;
  return async () => {
    await changeSetting(`${section}.providers`, null);
    await changeSetting(`${section}.primary`, local);
    await changeSetting(
      `${section}.fallback`,
      [first, ...others].filter((name) => name !== local),
    );
    return texts.analysis.switched(local);
  };
}

import { StudioError } from '../../src-shared/failure.ts';
import { figuresFile } from '../resilience/figures-file.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';
import type { SettingChange } from '../storage/settings-text.ts';
import type { Studio } from '../studio.ts';
import type { Handlers } from './answer-call.ts';
import type { Dialogs } from './dialogs.ts';
import { refuseStrangeSetting, strangeAddresses, type PathGrants } from './path-grants.ts';

interface ProviderShell {
  studio: Promise<Studio>;
  grants: PathGrants;
  dialogs: Dialogs;
}

type ProviderCalls =
  | 'settings.get'
  | 'settings.set'
  | 'settings.change'
  | 'keys.states'
  | 'keys.set'
  | 'keys.remove'
  | 'budget.spent'
  | 'providers.list'
  | 'providers.test'
  | 'resilience.breakers'
  | 'resilience.reset'
  | 'resilience.isolate'
  | 'resilience.day'
  | 'resilience.metrics'
  | 'resilience.export';

const json = { name: 'JSON', extensions: ['json'] };
const csv = { name: 'CSV', extensions: ['csv'] };

/** What the window may ask of settings, keys and providers. A key goes in and never comes out. */
export function createProviderHandlers(shell: ProviderShell): Pick<Handlers, ProviderCalls> {
  const { studio, dialogs } = shell;
  const resilience = async () => (await studio).resilience;
  return {
    'settings.get': async () => (await studio).settings.get(),
    'settings.set': ({ path, value }) => change(shell, [{ path, value }]),
    'settings.change': ({ changes }) => change(shell, changes),
    'keys.states': async () => (await studio).keys.states(),
    'keys.set': async ({ name, value }) => (await studio).keys.set(name, value),
    'keys.remove': async ({ name }) => (await studio).keys.remove(name),
    'budget.spent': async () => ({ monthUsd: (await resilience()).spentThisMonth() }),
    'providers.list': async () => (await studio).providers.list(),
    'providers.test': async (request) => (await studio).providers.test(request),
    'resilience.breakers': async () => (await resilience()).breakers(),
    'resilience.reset': async ({ name }) => (await resilience()).reset(name),
    'resilience.isolate': async ({ name }) => (await resilience()).isolate(name),
    'resilience.day': async () => (await resilience()).day(),
    'resilience.metrics': async () => (await resilience()).metrics(),
    'resilience.export': async () => {
      const path = await dialogs.saveAs('Save the figures as', 'aura-resilience.json', json, csv);
      if (path !== undefined) await saveFigures(path, await resilience());
      return path;
    },
  };
}

/** A key goes to the provider’s address: a strange one is for the user to trust, in a dialog that no page can answer. */
async function change({ studio, grants, dialogs }: ProviderShell, changes: readonly SettingChange[]) {
  const { settings } = await studio;
  for (const { path, value } of changes) refuseStrangeSetting(path, value, settings.get(), grants);
  for (const { path, address } of strangeAddresses(changes, settings.get())) {
    if (await dialogs.trustAddress(address)) continue;
    throw new StudioError(`InvalidInput:${path}`, {
      message: `“${address}” is not an address that you trust.`,
      remediation: 'Set it again and confirm it, or leave the provider’s own.',
    });
  }
  return settings.change(changes);
}

function saveFigures(path: string, resilience: Studio['resilience']): Promise<void> {
  const exportedAt = new Date().toISOString();
  const figures = { exportedAt, ...resilience.breakers(), metrics: resilience.metrics(), hours: resilience.day() };
  return writeFileAtomic(path, figuresFile(figures, /\.csv$/i.test(path) ? 'csv' : 'json'));
}

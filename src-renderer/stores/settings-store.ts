import { create } from 'zustand';
import type { Settings } from '../../src-shared/settings.ts';
import type { CallInput } from '../../src-shared/ipc.ts';
import { call } from '../studio-client.ts';

/** The settings as the main process has them; undefined until it has answered. */
export const useSettings = create<{ settings: Settings | undefined }>(() => ({ settings: undefined }));

export const loadSettings = async (): Promise<void> => useSettings.setState({ settings: await call('settings.get') });

/** All of them or none. */
export async function changeSettings(changes: CallInput<'settings.change'>['changes']): Promise<void> {
  useSettings.setState({ settings: await call('settings.change', { changes }) });
}

export async function changeSetting(path: string, value: CallInput<'settings.set'>['value']): Promise<void> {
  useSettings.setState({ settings: await call('settings.set', { path, value }) });
}

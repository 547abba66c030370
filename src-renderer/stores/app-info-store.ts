import { create } from 'zustand';
import type { AppInfo } from '../../src-shared/ipc.ts';
import { call } from '../studio-client.ts';

const useStore = create<{ info: AppInfo | undefined }>(() => ({ info: undefined }));

/** Versions and folders; undefined until the studio has answered. */
export const useAppInfo = (): AppInfo | undefined => useStore((state) => state.info);

export const loadAppInfo = async (): Promise<void> => useStore.setState({ info: await call('app.info') });

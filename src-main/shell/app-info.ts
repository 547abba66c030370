import { app } from 'electron';
import type { AppInfo } from '../../src-shared/ipc.ts';

/** What the About page tells. */
export const readAppInfo = (places: Pick<AppInfo, 'dataFolder' | 'videosFolder' | 'isOffline'>): AppInfo => ({
  version: app.getVersion(),
  electron: process.versions['electron'] ?? '',
  chrome: process.versions['chrome'] ?? '',
  node: process.versions.node,
  platform: `${process.platform} ${process.arch}`,
  ...places,
});

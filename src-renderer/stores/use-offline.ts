import { useAppInfo } from './app-info-store.ts';
import { useSettings } from './settings-store.ts';

/** Whether the studio opens no connection, and whether that was decided where it was started. */
export function useOffline(): { isOffline: boolean; isForced: boolean } {
  const isForced = useAppInfo()?.isOffline ?? false;
  const isWished = useSettings((state) => state.settings?.privacy.offline) ?? false;
  return { isOffline: isForced || isWished, isForced };
}

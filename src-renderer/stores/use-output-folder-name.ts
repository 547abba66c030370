import { fileName } from '../figures.ts';
import { useAppInfo } from './app-info-store.ts';
import { useSettings } from './settings-store.ts';

/** The folder that films go to, as people call it. */
export function useOutputFolderName(): string {
  const info = useAppInfo();
  const chosen = useSettings((state) => state.settings?.rendering.outputFolder);
  return fileName(chosen || info?.videosFolder || 'Videos');
}

import { failureFamily, type Failure } from '../../src-shared/failure.ts';
import type { Route } from '../stores/route-store.ts';

type SettingsRoute = Extract<Route, { page: 'settings' }>;

/** The very field of the settings that a failure is about. */
export function settingsTarget(failure: Failure | undefined): SettingsRoute {
  switch (failureFamily(failure?.code ?? '')) {
    case 'FFmpegNotFound':
    case 'MissingCodec':
      return { page: 'settings', tab: 'rendering', field: 'rendering.ffmpegPath' };
    case 'OutputDirectoryNotWritable':
    case 'OutOfDiskSpace':
      return { page: 'settings', tab: 'rendering', field: 'rendering.outputFolder' };
    default:
      return { page: 'settings', tab: 'rendering' };
  }
}

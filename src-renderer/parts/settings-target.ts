import { failureArgument, failureFamily, type Failure } from '../../src-shared/failure.ts';
import { keyNames } from '../../src-shared/provider-keys.ts';
import { providerNames } from '../../src-shared/provider-settings.ts';
import type { Route } from '../stores/route-store.ts';

type SettingsRoute = Extract<Route, { page: 'settings' }>;

/** The very field of the settings that a failure is about. */
export function settingsTarget(failure: Failure | undefined): SettingsRoute {
  const code = failure?.code ?? '';
  const argument = failureArgument(code);
  switch (failureFamily(code)) {
    case 'MissingApiKey':
    case 'InvalidApiKey':
      return { page: 'settings', tab: 'providers', ...fieldOf(keyOf(argument)) };
    case 'QuotaExceeded':
    case 'RateLimited':
    case 'ProviderUnavailable':
    case 'ContentRejected':
    case 'CIRCUIT_OPEN':
    case 'RETRY_EXHAUSTED':
      return { page: 'settings', tab: 'providers', ...fieldOf(providerOf(argument)) };
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

const fieldOf = (field: string | undefined): { field?: string } => (field === undefined ? {} : { field });

/** `ELEVENLABS_API_KEY` names the key itself, `ElevenLabs` whose it is. */
const keyOf = (argument: string): string | undefined =>
  keyNames.find((name) => name === argument || name.startsWith(`${argument.toUpperCase()}_`));

function providerOf(argument: string): string | undefined {
  const name = providerNames.find((each) => each.toLowerCase() === argument.toLowerCase());
  return name && `providers.${name}`;
}

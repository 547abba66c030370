import { failureArgument, failureFamily, type Failure } from '../../src-shared/failure.ts';
import { keyNames } from '../../src-shared/provider-keys.ts';
import { providerNames } from '../../src-shared/provider-settings.ts';
import type { Route, SettingsTab } from '../stores/route-store.ts';
import { renderingGroups } from './setting-fields.ts';

type SettingsRoute = Extract<Route, { page: 'settings' }>;

/** The very field of the settings that a failure is about. */
export function settingsTarget(failure: Failure | undefined): SettingsRoute {
  const code = failure?.code ?? '';
  const argument = failureArgument(code);
  const { setting, provider } = failure?.details ?? {};
  // Who raised it may know the very setting: a limit that was reached, a budget.
  if (typeof setting === 'string') return targetOf(setting);
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
      return { page: 'settings', tab: 'providers', ...fieldOf(providerOf(argument || provider)) };
    case 'StepTimeout':
      return targetOf(argument === 'mux' ? 'rendering.jobTimeout' : 'timeouts.operation');
    case 'InvalidInput':
      return argument.includes('.') ? targetOf(argument) : { page: 'settings', tab: 'rendering' };
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

/** `OpenAI`, or the first known of `OpenAI, Google`. */
function providerOf(argument: unknown): string | undefined {
  const names = typeof argument === 'string' ? argument.toLowerCase().split(', ') : [];
  const name = providerNames.find((each) => names.includes(each.toLowerCase()));
  return name && `providers.${name}`;
}

/** A setting with the tab that it stands on. */
const targetOf = (field: string): SettingsRoute => ({ page: 'settings', tab: tabOf(field), field });

const onRendering = new Set(renderingGroups.flatMap(({ fields }) => fields.map(({ path }) => path)));
const onResilience =
  /^(?:resilience|timeouts|features|testing|monitoring|healthChecks|providers\.cacheFallback|rendering\.jobTimeout|providers\.\w+\.(?:retry|connection|requestTimeout|operationTimeout|fallbackTriggers))\b/;

function tabOf(field: string): SettingsTab {
  if (onRendering.has(field)) return 'rendering';
  if (onResilience.test(field)) return 'resilience';
  if (/^(?:rendering|jobs|quality)\./.test(field)) return 'rendering';
  return field.startsWith('privacy.') ? 'privacy' : 'providers';
}

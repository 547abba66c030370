import { expect, test } from 'vitest';
import { StudioError, type FailureCode } from '../../src-shared/failure.ts';
import { settingsTarget } from './settings-target.ts';

test.each<[FailureCode, { tab: string; field?: string }]>([
  ['MissingApiKey:ELEVENLABS_API_KEY', { tab: 'providers', field: 'ELEVENLABS_API_KEY' }],
  ['InvalidApiKey:ElevenLabs', { tab: 'providers', field: 'ELEVENLABS_API_KEY' }],
  ['InvalidApiKey:UNSPLASH', { tab: 'providers', field: 'UNSPLASH_ACCESS_KEY' }],
  ['MissingApiKey:NOBODY_KNOWS_IT', { tab: 'providers' }],
  ['RateLimited:OpenAI', { tab: 'providers', field: 'providers.OpenAI' }],
  ['FFmpegNotFound', { tab: 'rendering', field: 'rendering.ffmpegPath' }],
  ['OutputDirectoryNotWritable', { tab: 'rendering', field: 'rendering.outputFolder' }],
  ['ProviderUnavailable:OpenAI, Google', { tab: 'providers', field: 'providers.OpenAI' }],
  ['StepTimeout:mux', { tab: 'resilience', field: 'rendering.jobTimeout' }],
  ['StepTimeout:narration', { tab: 'resilience', field: 'timeouts.operation' }],
  ['InvalidInput:privacy.offline', { tab: 'privacy', field: 'privacy.offline' }],
  ['InvalidInput:topic', { tab: 'rendering' }],
  ['UnknownError', { tab: 'rendering' }],
])('%s leads to its own field', (code, target) => {
  expect(settingsTarget(new StudioError(code).toFailure('id'))).toEqual({ page: 'settings', ...target });
});

test.each<[FailureCode, Record<string, unknown>, { tab: string; field: string }]>([
  ['QuotaExceeded:budget', { setting: 'budget.perMonth' }, { tab: 'providers', field: 'budget.perMonth' }],
  ['StepTimeout:script', { setting: 'timeouts.request' }, { tab: 'resilience', field: 'timeouts.request' }],
  [
    'InvalidInput:settings',
    { setting: 'resilience.statePersistence.autoResume' },
    { tab: 'rendering', field: 'resilience.statePersistence.autoResume' },
  ],
  ['CIRCUIT_OPEN', { provider: 'Pexels' }, { tab: 'providers', field: 'providers.Pexels' }],
])('%s with %o leads to what it names', (code, details, target) => {
  expect(settingsTarget(new StudioError(code, { details }).toFailure('id'))).toEqual({ page: 'settings', ...target });
});

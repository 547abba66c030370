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
  ['UnknownError', { tab: 'rendering' }],
])('%s leads to its own field', (code, target) => {
  expect(settingsTarget(new StudioError(code).toFailure('id'))).toEqual({ page: 'settings', ...target });
});

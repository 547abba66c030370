import type { PublishedError } from './published-error.test-support.ts';
import { scriptErrors } from './published-script-errors.test-support.ts';

/** https://elevenlabs.io/docs/developers/resources/errors */
const elevenlabs = (status: string, message: string): unknown => ({ detail: { status, message } });
/** https://platform.stability.ai/docs/api-reference */
const stability = (name: string, error: string): unknown => ({
  id: '4c3b8b2e9e6f4b0e8f3c',
  name,
  errors: [error],
});

const mediaErrors: readonly PublishedError[] = [
  {
    provider: 'ElevenLabs',
    status: 401,
    body: elevenlabs('invalid_api_key', 'Invalid API key'),
    code: 'InvalidApiKey:ElevenLabs',
  },
  {
    provider: 'ElevenLabs',
    status: 401,
    body: elevenlabs(
      'quota_exceeded',
      'This request exceeds your quota of 10000. You have 42 credits remaining, while 212 credits are required for this request.',
    ),
    code: 'QuotaExceeded:ElevenLabs',
  },
  {
    provider: 'ElevenLabs',
    status: 401,
    body: elevenlabs(
      'detected_unusual_activity',
      'Unusual activity detected. Free Tier usage disabled. If you are using a proxy/VPN you might need to purchase a Paid Plan to not trigger our abuse detectors.',
    ),
    code: 'InvalidApiKey:ElevenLabs',
  },
  {
    provider: 'ElevenLabs',
    status: 402,
    body: {
      detail: {
        type: 'payment_required',
        code: 'paid_plan_required',
        message:
          'Free users cannot use library voices via the API. Please upgrade your subscription to use this voice.',
        status: 'payment_required',
        request_id: '9f1c3ee1b7e84d21a1f0',
      },
    },
    code: 'QuotaExceeded:ElevenLabs',
  },
  {
    provider: 'ElevenLabs',
    status: 404,
    body: elevenlabs('voice_not_found', 'A voice with the voice_id nobody was not found.'),
    code: 'InvalidInput:providers.ElevenLabs.voice',
  },
  {
    provider: 'ElevenLabs',
    status: 422,
    body: { detail: [{ loc: ['body', 'text'], msg: 'field required', type: 'value_error.missing' }] },
    code: 'InvalidInput:request',
  },
  {
    provider: 'ElevenLabs',
    status: 429,
    body: elevenlabs(
      'too_many_concurrent_requests',
      'Too many concurrent requests. Your current subscription is associated with a maximum of 2 concurrent requests (running in parallel).',
    ),
    code: 'RateLimited:ElevenLabs',
  },
  {
    provider: 'ElevenLabs',
    status: 429,
    body: elevenlabs(
      'system_busy',
      'We are sorry, the system is experiencing heavy traffic, please try again. Higher subscriptions have higher priority.',
    ),
    code: 'ProviderUnavailable:ElevenLabs',
  },
  // https://github.com/harry0703/MoneyPrinterTurbo/issues/161 shows it as it came.
  { provider: 'Pexels', status: 401, body: { status: 401, code: 'Unauthorized' }, code: 'InvalidApiKey:Pexels' },
  {
    provider: 'Pexels',
    status: 403,
    body: { error: 'Access to this API has been disallowed' },
    code: 'InvalidApiKey:Pexels',
  },
  {
    provider: 'Pexels',
    status: 429,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-limit': '200' },
    body: { error: 'Rate limit exceeded' },
    code: 'RateLimited:Pexels',
  },
  {
    provider: 'Pixabay',
    status: 400,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '[ERROR 400] Invalid or missing API key (https://pixabay.com/api/docs/).',
    code: 'InvalidApiKey:Pixabay',
  },
  {
    provider: 'Pixabay',
    status: 400,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '[ERROR 400] "per_page" is out of valid range.',
    code: 'InvalidInput:request',
  },
  {
    provider: 'Pixabay',
    status: 429,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '[ERROR 429] API rate limit exceeded',
    code: 'RateLimited:Pixabay',
  },
  {
    provider: 'Unsplash',
    status: 401,
    body: { errors: ['OAuth error: The access token is invalid'] },
    code: 'InvalidApiKey:Unsplash',
  },
  {
    provider: 'Unsplash',
    status: 403,
    headers: { 'content-type': 'text/plain', 'x-ratelimit-limit': '50', 'x-ratelimit-remaining': '0' },
    body: 'Rate Limit Exceeded',
    code: 'RateLimited:Unsplash',
  },
  {
    provider: 'Stability',
    status: 401,
    body: stability('unauthorized', 'missing or invalid api key'),
    code: 'InvalidApiKey:Stability',
  },
  // As its older addresses say it, the balance among them.
  {
    provider: 'Stability',
    status: 401,
    body: { message: 'Incorrect API key provided' },
    code: 'InvalidApiKey:Stability',
  },
  {
    provider: 'Stability',
    status: 402,
    body: stability(
      'payment_required',
      'You lack sufficient credits to make this request. Please purchase more credits at https://platform.stability.ai/account/credits and try again.',
    ),
    code: 'QuotaExceeded:Stability',
  },
  {
    provider: 'Stability',
    status: 403,
    body: stability(
      'content_moderation',
      'Your request was flagged by our content moderation system, as a result your request was denied and you were not charged.',
    ),
    code: 'ContentRejected:Stability',
  },
  {
    provider: 'Stability',
    status: 429,
    body: stability(
      'rate_limit_exceeded',
      'You have exceeded the rate limit of 150 requests within a 10 second period, and have been timed out for 60 seconds.',
    ),
    code: 'RateLimited:Stability',
  },
  {
    provider: 'LocalDiffusion',
    status: 500,
    body: {
      error: 'OutOfMemoryError',
      detail: '',
      body: '',
      errors: 'CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 3.94 GiB total capacity)',
    },
    code: 'ProviderUnavailable:LocalDiffusion',
  },
  {
    provider: 'LocalDiffusion',
    status: 404,
    body: { detail: 'Sampler not found' },
    code: 'InvalidInput:request',
  },
];

/** Enough for every provider: its own shapes, and the cases where the status alone would mislead. */
export const publishedErrors: readonly PublishedError[] = [...scriptErrors, ...mediaErrors];

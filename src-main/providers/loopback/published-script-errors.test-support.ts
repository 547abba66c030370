import type { PublishedError } from './published-error.test-support.ts';

/** `{error: {message, type, param, code}}`: https://platform.openai.com/docs/guides/error-codes */
const openai = (message: string, type: string, code: string | null): unknown => ({
  error: { message, type, param: null, code },
});
/** https://docs.anthropic.com/en/api/errors */
const anthropic = (type: string, message: string): unknown => ({
  type: 'error',
  error: { type, message },
  request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy',
});
/** https://cloud.google.com/apis/design/errors */
const google = (code: number, status: string, message: string, details?: unknown[]): unknown => ({
  error: { code, message, status, ...(details && { details }) },
});
const badKeyDetails = [
  {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: 'API_KEY_INVALID',
    domain: 'googleapis.com',
    metadata: { service: 'generativelanguage.googleapis.com' },
  },
];
const googleQuota = (quotaId: string): unknown[] => [
  {
    '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
    violations: [{ quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests', quotaId }],
  },
  { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' },
];
const googleBusy =
  'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.';

/** Of those who write scripts; OpenAI's are the same for its voices and pictures. */
export const scriptErrors: readonly PublishedError[] = [
  {
    provider: 'OpenAI',
    status: 401,
    body: openai(
      'Incorrect API key provided: sk-proj-********************ABCD. You can find your API key at https://platform.openai.com/account/api-keys.',
      'invalid_request_error',
      'invalid_api_key',
    ),
    code: 'InvalidApiKey:OpenAI',
  },
  {
    provider: 'OpenAI',
    status: 402,
    body: openai('Your account has reached its billing hard limit.', 'billing_error', 'billing_hard_limit_reached'),
    code: 'QuotaExceeded:OpenAI',
  },
  {
    provider: 'OpenAI',
    status: 403,
    body: openai(
      'Project `proj_8a` does not have access to model `gpt-4.1-mini`',
      'invalid_request_error',
      'model_not_found',
    ),
    code: 'InvalidInput:providers.OpenAI.model',
  },
  {
    provider: 'OpenAI',
    status: 404,
    body: openai(
      'The model `gpt-9` does not exist or you do not have access to it.',
      'invalid_request_error',
      'model_not_found',
    ),
    code: 'InvalidInput:providers.OpenAI.model',
  },
  {
    provider: 'OpenAI',
    status: 400,
    body: openai(
      'Your request was rejected as a result of our safety system. Your request may contain content that is not allowed by our safety system.',
      'image_generation_user_error',
      'moderation_blocked',
    ),
    code: 'ContentRejected:OpenAI',
  },
  {
    provider: 'OpenAI',
    status: 429,
    headers: { 'retry-after': '7' },
    body: openai(
      'Rate limit reached for gpt-4.1-mini in organization org-8a on tokens per min (TPM): Limit 60000, Used 59500, Requested 900. Please try again in 400ms. Visit https://platform.openai.com/account/rate-limits to learn more.',
      'tokens',
      'rate_limit_exceeded',
    ),
    code: 'RateLimited:OpenAI',
    retryAfterMs: 7000,
  },
  {
    provider: 'OpenAI',
    status: 429,
    body: openai(
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
      'insufficient_quota',
      'insufficient_quota',
    ),
    code: 'QuotaExceeded:OpenAI',
  },
  {
    provider: 'OpenAI',
    status: 500,
    body: openai('The server had an error while processing your request. Sorry about that!', 'server_error', null),
    code: 'ProviderUnavailable:OpenAI',
  },
  {
    provider: 'OpenAI',
    status: 503,
    headers: { 'retry-after-ms': '1500' },
    body: openai('The engine is currently overloaded, please try again later', 'server_error', null),
    code: 'ProviderUnavailable:OpenAI',
    retryAfterMs: 1500,
  },
  {
    provider: 'Anthropic',
    status: 401,
    body: anthropic('authentication_error', 'invalid x-api-key'),
    code: 'InvalidApiKey:Anthropic',
  },
  {
    provider: 'Anthropic',
    status: 400,
    body: anthropic(
      'invalid_request_error',
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
    ),
    code: 'QuotaExceeded:Anthropic',
  },
  {
    provider: 'Anthropic',
    status: 400,
    body: anthropic('invalid_request_error', 'messages: text content blocks must be non-empty'),
    code: 'InvalidInput:request',
  },
  {
    provider: 'Anthropic',
    status: 403,
    body: anthropic('permission_error', 'Your API key does not have permission to use the specified resource.'),
    code: 'InvalidApiKey:Anthropic',
  },
  {
    provider: 'Anthropic',
    status: 404,
    body: anthropic('not_found_error', 'model: claude-nine'),
    code: 'InvalidInput:providers.Anthropic.model',
  },
  {
    provider: 'Anthropic',
    status: 429,
    headers: { 'retry-after': '21' },
    body: anthropic(
      'rate_limit_error',
      'This request would exceed your organization’s rate limit of 50,000 input tokens per minute.',
    ),
    code: 'RateLimited:Anthropic',
    retryAfterMs: 21_000,
  },
  {
    provider: 'Anthropic',
    status: 500,
    body: anthropic('api_error', 'Internal server error'),
    code: 'ProviderUnavailable:Anthropic',
  },
  {
    provider: 'Anthropic',
    status: 529,
    body: anthropic('overloaded_error', 'Overloaded'),
    code: 'ProviderUnavailable:Anthropic',
  },
  {
    provider: 'Google',
    status: 400,
    body: google(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', badKeyDetails),
    code: 'InvalidApiKey:Google',
  },
  {
    provider: 'Google',
    status: 403,
    body: google(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked. Please use another API key.'),
    code: 'InvalidApiKey:Google',
  },
  {
    provider: 'Google',
    status: 404,
    body: google(
      404,
      'NOT_FOUND',
      'models/gemini-9 is not found for API version v1beta, or is not supported for generateContent.',
    ),
    code: 'InvalidInput:providers.Google.model',
  },
  {
    provider: 'Google',
    status: 429,
    body: google(
      429,
      'RESOURCE_EXHAUSTED',
      googleBusy,
      googleQuota('GenerateRequestsPerMinutePerProjectPerModel-FreeTier'),
    ),
    code: 'RateLimited:Google',
    retryAfterMs: 34_500,
  },
  {
    provider: 'Google',
    status: 429,
    body: google(
      429,
      'RESOURCE_EXHAUSTED',
      googleBusy,
      googleQuota('GenerateRequestsPerDayPerProjectPerModel-FreeTier'),
    ),
    code: 'QuotaExceeded:Google',
  },
  {
    provider: 'Google',
    status: 500,
    body: google(
      500,
      'INTERNAL',
      'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
    ),
    code: 'ProviderUnavailable:Google',
  },
  {
    provider: 'Google',
    status: 503,
    body: google(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
    code: 'ProviderUnavailable:Google',
  },
  {
    provider: 'LocalLLM',
    status: 404,
    body: openai('model "llama9" not found, try pulling it first', 'not_found_error', null),
    code: 'InvalidInput:providers.LocalLLM.model',
  },
  {
    provider: 'LocalLLM',
    status: 500,
    body: openai('model requires more system memory (8.4 GiB) than is available (3.1 GiB)', 'api_error', null),
    code: 'ProviderUnavailable:LocalLLM',
  },
];

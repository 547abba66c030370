import { expect, test } from 'vitest';
import { meaningOfErrorCode } from './provider-error-codes.ts';

test.each([
  ['insufficient_quota', 'QuotaExceeded'],
  ['INSUFFICIENT-QUOTA', 'QuotaExceeded'],
  ['InsufficientQuotaError', 'QuotaExceeded'],
  ['project_spend_limit_exceeded', 'QuotaExceeded'],
  ['workspace_credit_pool_depleted', 'QuotaExceeded'],
  ['BILLING_BALANCE_NOT_ENOUGH', 'QuotaExceeded'],
  ['rate_limit_exceeded', 'RateLimited'],
  ['TooManyRequests', 'RateLimited'],
  ['org_tokens_per_day_limit', 'RateLimited'],
  ['invalid_api_key', 'InvalidApiKey'],
  ['API_KEY_INVALID', 'InvalidApiKey'],
  ['AccessTokenExpired', 'InvalidApiKey'],
  ['missing_api_key', 'MissingApiKey'],
  ['AuthenticationRequired', 'MissingApiKey'],
  ['overloaded_error', 'ProviderUnavailable'],
  ['MODEL_CAPACITY_EXHAUSTED_OVERLOADED', 'ProviderUnavailable'],
  ['ResponsibleAIPolicyViolation', 'ContentRejected'],
  ['context_length_exceeded', 'InvalidInput'],
  ['DeploymentNotFound', 'InvalidInput'],
  ['unsupported_response_format', 'InvalidInput'],
  ['DEADLINE_EXCEEDED', 'Timeout'],
  ['bananas', undefined],
  ['ok', undefined],
])('%s means %s', (code, meaning) => {
  expect(meaningOfErrorCode(code)).toBe(meaning);
});

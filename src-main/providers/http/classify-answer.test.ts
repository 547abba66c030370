import { expect, test } from 'vitest';
import { publishedErrors } from '../loopback/published-errors.test-support.ts';
import { classifyAnswer } from './classify-answer.ts';
import { retryAfterMs } from './retry-after.ts';

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

test.for(
  publishedErrors.map((published) => [published.provider, published.status, published.code, published] as const),
)('%s %i is %s', ([provider, status, code, { body, headers = {}, retryAfterMs: waitMs }]) => {
  const failure = classifyAnswer({ provider, status, headers, body: textOf(body) });
  expect(failure.code).toBe(code);
  expect(failure.details).toMatchObject({ provider, status, body: expect.any(String) });
  if (waitMs !== undefined) expect(failure.details).toMatchObject({ retryAfterMs: waitMs });
  expect(failure.remediation).not.toBe('');
});

test.for([
  [401, 'InvalidApiKey:OpenAI'],
  [402, 'QuotaExceeded:OpenAI'],
  [403, 'InvalidApiKey:OpenAI'],
  [404, 'InvalidInput:providers.OpenAI.baseUrl'],
  [408, 'TransientNetworkFailure'],
  [409, 'InvalidInput:request'],
  [413, 'InvalidInput:request'],
  [425, 'TransientNetworkFailure'],
  [429, 'RateLimited:OpenAI'],
  [451, 'ContentRejected:OpenAI'],
  [500, 'ProviderUnavailable:OpenAI'],
  [502, 'ProviderUnavailable:OpenAI'],
  [503, 'ProviderUnavailable:OpenAI'],
  [504, 'ProviderUnavailable:OpenAI'],
  [529, 'ProviderUnavailable:OpenAI'],
  [302, 'ProviderUnavailable:OpenAI'],
] as const)('%i from a gateway that says nothing else is %s', ([status, code]) => {
  for (const body of ['', '<html><head><title>Oh no</title></head><body>nginx</body></html>', '\u0000\uFFFD{'])
    expect(classifyAnswer({ provider: 'OpenAI', status, headers: {}, body }).code).toBe(code);
});

test('what a provider said is kept, its first 2,000 characters', () => {
  const failure = classifyAnswer({
    provider: 'Anthropic',
    status: 500,
    headers: { 'request-id': 'req_7' },
    body: 'x'.repeat(9000),
  });
  expect(failure.details).toMatchObject({ requestId: 'req_7', body: 'x'.repeat(2000) });
});

test.for([
  [{ 'retry-after': '120' }, 120_000],
  [{ 'retry-after': ' 0 ' }, 0],
  [{ 'retry-after': '1.5' }, 1500],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT' }, 30_000],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:27:00 GMT' }, 0],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date: 'Wed, 21 Oct 2026 07:28:20 GMT' }, 10_000],
  [{ 'retry-after': '9', 'retry-after-ms': '250' }, 250],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '-5' }, undefined],
  [{}, undefined],
] as const)('%o asks for %s ms', ([headers, waitMs]) =>
  expect(retryAfterMs({ ...headers }, Date.parse('2026-10-21T07:28:00Z'))).toBe(waitMs),
);

import type { FailureCode } from '../../../src-shared/failure.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';

/** An answer that is no success, as the provider's own documentation or its users' reports show it. */
export interface PublishedError {
  provider: ProviderName;
  status: number;
  headers?: Record<string, string>;
  /** Objects go out as JSON, texts as they are. */
  body: unknown;
  /** What the studio must make of it. */
  code: FailureCode;
  retryAfterMs?: number;
}

import { StudioError } from '../../../src-shared/failure.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';

/** Why no answer came, or only a part of one, for a reader. */
const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing answers at its address',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer was cut off',
  Z_BUF_ERROR: 'the answer was cut off',
  ERR_STREAM_PREMATURE_CLOSE: 'the answer was cut off',
  ENOTFOUND: 'its address was not found',
  EAI_AGAIN: 'its address was not found',
  ETIMEDOUT: 'it could not be reached in time',
  UND_ERR_CONNECT_TIMEOUT: 'it could not be reached in time',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'its answer stopped coming',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ENETDOWN: 'there is no way to it',
};

/** Answers that are no HTTP or no gzip, and certificates that do not hold: waiting a second mends none of them. */
const garbled = /^(?:HPE_|Z_|ERR_STREAM_UNABLE|UND_ERR_HEADERS_OVERFLOW|UND_ERR_INFO|ERR_BROTLI|ERR__ERROR_FORMAT)/;
const certificate = /CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|UNABLE_TO_(?:VERIFY|GET)|EPROTO/;

/** What the network, rather than the provider, said. A `StudioError` passes as it is. */
export function classifyTransport(provider: ProviderName, thrown: unknown, address: string): StudioError {
  if (thrown instanceof StudioError) return thrown;
  const code = codeOf(thrown);
  const details = { provider, reason: code || String(thrown), address };
  if (code === 'ERR_STUDIO_OFFLINE') return offlineFailure(provider);
  if (certificate.test(code))
    return new StudioError(`ProviderUnavailable:${provider}`, {
      message: `The certificate of ${provider} does not hold (${code}).`,
      remediation: 'Check the clock of this computer and the address of the provider under Settings.',
      details,
      cause: thrown,
    });
  if (garbled.test(code) && !(code in reasons))
    return new StudioError(`ProviderUnavailable:${provider}`, {
      message: `What ${provider} answered is not what it should be (${code}).`,
      details,
      cause: thrown,
    });
  return new StudioError('TransientNetworkFailure', {
    message: `${provider}: ${reasons[code] ?? `the network failed (${code || 'no reason given'})`}.`,
    details,
    cause: thrown,
  });
}

/** Of the error itself or of what caused it: `fetch` wraps, and so does trying several addresses at once. */
function codeOf(thrown: unknown): string {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; depth += 1) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
    error = error instanceof AggregateError ? error.errors[0] : error.cause;
  }
  return '';
}

/** Told before anything is opened. Trying again is no use, and `isOffline` says so. */
export const offlineFailure = (provider: ProviderName): StudioError =>
  new StudioError(`ProviderUnavailable:${provider}`, {
    message: `${provider} needs the network, and the studio is offline.`,
    remediation: 'Switch off Offline under Settings, Privacy, or choose a provider that works without the network.',
    details: { provider, isOffline: true },
  });

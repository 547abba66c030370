import { excerpt, type KnownCause, type SearchedText, type Signal } from './signal.ts';

/** The names that languages and libraries give to what they throw, where the name alone tells the cause. */
const names: Partial<Record<KnownCause, { strength: number; names: string }>> = {
  NetworkError: {
    strength: 88,
    names: `ConnectionError ConnectError ConnectionResetError ConnectionAbortedError ConnectionRefusedError BrokenPipeError NewConnectionError
      MaxRetryError NameResolutionError SSLError SSLCertVerificationError SSLHandshakeException UnknownHostException NoRouteToHostException
      SocketException ConnectException APIConnectionError ClientConnectorError ClientConnectorDNSError ClientConnectionError
      ServerDisconnectedError RemoteProtocolError ReadError WriteError NetworkError ProxyError ChunkedEncodingError IncompleteRead
      RemoteDisconnected gaierror UnresolvedAddressException ClientOSError ConnectionClosedError WebSocketException
      ClientConnectorCertificateError CertificateException SSLPeerUnverifiedException AuthenticationException`,
  },
  Timeout: {
    strength: 90,
    names: `TimeoutError TimeoutException ConnectTimeout ReadTimeout WriteTimeout PoolTimeout ReadTimeoutError ConnectTimeoutError SocketTimeoutException
      ServerTimeoutError APITimeoutError APIConnectionTimeoutError DeadlineExceeded TaskCanceledException HeadersTimeoutError BodyTimeoutError
      ElevenLabsTimeoutError TimeoutExpired GatewayTimeout HttpTimeoutException ElapsedError`,
  },
  FileSystemError: {
    strength: 86,
    names: `FileNotFoundError FileNotFoundException DirectoryNotFoundException PermissionError UnauthorizedAccessException NotADirectoryError
      IsADirectoryError FileExistsError NoSuchFileException AccessDeniedException FileSystemException PathTooLongException DriveNotFoundException
      NotReadableError ReadOnlyFileSystemException`,
  },
  InsufficientResources: {
    strength: 94,
    names: `MemoryError OutOfMemoryError OutOfMemoryException OutOfMemory InsufficientMemoryException bad_alloc DiskFullException StackOverflowError`,
  },
  RateLimit: {
    strength: 90,
    names: `RateLimitError TooManyRequestsError TooManyRequests ThrottlingException ResourceExhausted`,
  },
  InvalidApiKey: {
    strength: 90,
    names: `AuthenticationError UnauthorizedError PermissionDeniedError Unauthenticated InvalidApiKeyException AuthError`,
  },
  MissingApiKey: {
    strength: 94,
    names: `DefaultCredentialsError NoCredentialsError LoadAPIKeyError MissingApiKeyError`,
  },
  ProviderUnavailable: {
    strength: 86,
    names: `ServiceUnavailableError ServiceUnavailable InternalServerError BadGateway OverloadedError ServerError ServerUnavailableException
      BrokenCircuitError BrokenCircuitException CircuitBreakerError`,
  },
  InvalidInput: {
    strength: 80,
    names: `ValidationError UnprocessableEntityError BadRequestError InvalidArgument JSONDecodeError JsonException UnidentifiedImageError
      DecompressionBombError NotFoundError ArgumentOutOfRangeException ValueError SchemaError ZodError YAMLException
      InvalidRequestError UnicodeDecodeError BadZipFile CouldntDecodeError InvalidDataError`,
  },
};

const byName = new Map(
  Object.entries(names).flatMap(([cause, { strength, names: list }]) =>
    list.split(/\s+/).map((name) => [name, { cause: cause as KnownCause, strength }] as const),
  ),
);
/** These are thrown for many reasons; what stands behind them says more. */
const weak = new Set([
  'ValueError',
  'SocketException',
  'NotFoundError',
  'AuthenticationException',
  'ReadError',
  'WriteError',
  'ServerError',
]);

const exceptionName = /\b(?:[a-z_]{1,30}\.){0,6}([A-Z]\w{3,40}|gaierror|bad_alloc)\b/g;
const most = 400;

/** Exceptions by their class: `openai.RateLimitError`, `java.net.UnknownHostException`. */
export function exceptionSignals({ label, text, shown }: SearchedText): Signal[] {
  const signals: Signal[] = [];
  let count = 0;
  for (const { index, 0: whole, 1: name = '' } of text.matchAll(exceptionName)) {
    if (++count > most) break;
    const known = byName.get(name);
    if (!known) continue;
    const strength = weak.has(name) ? Math.min(70, known.strength) : known.strength;
    signals.push({
      cause: known.cause,
      strength,
      source: 'tool',
      evidence: `${label}: ${excerpt(shown, index, whole.length)}`,
    });
  }
  return signals;
}

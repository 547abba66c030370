/**
 * How long the provider asks to be left alone, in milliseconds: seconds or a date (RFC 9110, 10.2.3), or the finer
 * `retry-after-ms` that OpenAI and Anthropic send.
 */
export function retryAfterMs(headers: Record<string, string>, now = Date.now()): number | undefined {
  const milliseconds = asNumber(headers['retry-after-ms']);
  if (milliseconds !== undefined) return Math.ceil(milliseconds);
  const value = headers['retry-after']?.trim();
  const seconds = asNumber(value);
  if (seconds !== undefined) return Math.ceil(seconds * 1000);
  // An HTTP date names its day and month.
  const date = /^[a-z]{3}/i.test(value ?? '') ? Date.parse(value ?? '') : NaN;
  if (Number.isNaN(date)) return undefined;
  // The two clocks may differ; the server's own, where it tells it, is the one that it counts by.
  const serverNow = Date.parse(headers['date'] ?? '');
  return Math.max(0, date - (Number.isNaN(serverNow) ? now : serverNow));
}

const asNumber = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;

/** True when AURA_OFFLINE asks for a studio that opens no socket. */
export const isOfflineWished = (environment: Record<string, string | undefined> = process.env): boolean =>
  /^(1|true|yes|on)$/i.test(environment['AURA_OFFLINE'] ?? '');

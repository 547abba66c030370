import type { OneProvider, ProviderKind } from './provider-settings.ts';

/** Milliseconds; 0 is no limit. */
export interface ProviderLimits {
  requestMs: number;
  operationMs: number;
}

/** What a kind of work usually needs; pictures have the general limits. */
const limitsOfKind: Partial<Record<ProviderKind, ProviderLimits>> = {
  LLM: { requestMs: 30_000, operationMs: 60_000 },
  TTS: { requestMs: 120_000, operationMs: 300_000 },
};

interface GeneralTimeouts {
  request: number;
  operation: number;
  job: number;
}

/** The limits of one provider at one kind of work: its own, else its kind's, none longer than what encloses it. */
export function limitsOf(own: OneProvider, kind: ProviderKind, timeouts: GeneralTimeouts): ProviderLimits {
  const usual = limitsOfKind[kind] ?? { requestMs: timeouts.request, operationMs: timeouts.operation };
  const operationMs = own.operationTimeout ?? shorter(usual.operationMs, timeouts.job);
  return { requestMs: own.requestTimeout ?? shorter(usual.requestMs, operationMs), operationMs };
}

const shorter = (limitMs: number, enclosingMs: number): number =>
  isLonger(limitMs, enclosingMs) ? enclosingMs : limitMs;

/** 0 inside is no limit of its own: the enclosing one holds. 0 outside is no limit at all. */
export const isLonger = (limitMs: number, enclosingMs: number): boolean => enclosingMs > 0 && limitMs > enclosingMs;

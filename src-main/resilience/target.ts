import type { ProviderKind } from '../../src-shared/provider-settings.ts';
import type { CallUsage } from './call-ledger.ts';

/** Who is asked for what. */
export interface Target {
  readonly provider: string;
  readonly kind: ProviderKind;
  /** Needs no network and no key. */
  readonly isLocal: boolean;
  /** For `StepTimeout:{step}`. */
  readonly step: string;
  /** What the step works on: a scene's ID. */
  readonly item?: string;
}

/** One attempt; what it used is told as soon as it is known. */
export interface Attempt {
  readonly signal: AbortSignal;
  used(usage: CallUsage): void;
}

/** A good end, and what it took. */
export interface Answer<T> {
  value: T;
  /** Calls that were made for it. */
  attempts: number;
  /** Milliseconds of the call that succeeded. */
  durationMs: number;
  /** Of all its calls. */
  usages: readonly CallUsage[];
}

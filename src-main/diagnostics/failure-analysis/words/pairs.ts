import type { KnownCause } from '../signal.ts';
import type { Concept } from './concepts.ts';

/** Two concepts that stand near each other in one sentence point at a cause. */
export interface PairRule {
  cause: KnownCause;
  strength: number;
  subject: Concept;
  predicate: Concept;
  /** Characters between the two at most; 60 unless given. */
  within?: number;
  /** The predicate stands before the subject: "no API key". */
  isLeading?: boolean;
  /** A sentence with this concept is about something else. */
  unless?: readonly Concept[];
}

/** The more telling a pair, the stronger; where two causes are named the stronger one wins. */
export const pairRules: readonly PairRule[] = [
  { cause: 'FFmpegNotFound', strength: 96, subject: 'ffmpeg', predicate: 'absent', within: 28, unless: ['codec'] },
  { cause: 'FFmpegNotFound', strength: 90, subject: 'ffmpeg', predicate: 'no', within: 3, isLeading: true },

  { cause: 'FFmpegNotFound', strength: 96, subject: 'ffmpeg', predicate: 'absentFar', within: 120 },

  { cause: 'InsufficientResources', strength: 92, subject: 'disk', predicate: 'full', within: 40 },
  { cause: 'InsufficientResources', strength: 88, subject: 'disk', predicate: 'no', within: 12, isLeading: true },
  { cause: 'InsufficientResources', strength: 92, subject: 'memory', predicate: 'allocFail', within: 40 },
  { cause: 'InsufficientResources', strength: 84, subject: 'handles', predicate: 'full', within: 30 },
  { cause: 'InsufficientResources', strength: 88, subject: 'handles', predicate: 'tooMany', within: 12 },

  {
    cause: 'BudgetExceeded',
    strength: 94,
    subject: 'quota',
    predicate: 'usedUp',
    within: 48,
    unless: ['perMinute', 'disk', 'memory', 'size'],
  },
  {
    cause: 'BudgetExceeded',
    strength: 86,
    subject: 'quota',
    predicate: 'no',
    within: 24,
    isLeading: true,
    unless: ['disk'],
  },

  { cause: 'RateLimit', strength: 92, subject: 'rate', predicate: 'tooMany', within: 30, unless: ['size'] },
  { cause: 'RateLimit', strength: 94, subject: 'limitName', predicate: 'reachedIt', within: 40 },
  { cause: 'RateLimit', strength: 88, subject: 'rate', predicate: 'perTime', within: 30 },
  { cause: 'RateLimit', strength: 94, subject: 'quota', predicate: 'perMinute', within: 120 },

  { cause: 'MissingApiKey', strength: 94, subject: 'key', predicate: 'missing', within: 40 },
  { cause: 'MissingApiKey', strength: 94, subject: 'key', predicate: 'no', within: 24, isLeading: true },
  { cause: 'InvalidApiKey', strength: 92, subject: 'key', predicate: 'invalid', within: 40 },
  { cause: 'InvalidApiKey', strength: 80, subject: 'account', predicate: 'invalid', within: 30 },

  { cause: 'NetworkError', strength: 86, subject: 'net', predicate: 'broken', within: 40 },
  { cause: 'NetworkError', strength: 86, subject: 'net', predicate: 'no', within: 16, isLeading: true },

  { cause: 'Timeout', strength: 88, subject: 'time', predicate: 'tooSlow', within: 30 },

  { cause: 'MissingCodec', strength: 90, subject: 'codec', predicate: 'unsupported', within: 40 },
  { cause: 'MissingCodec', strength: 88, subject: 'codec', predicate: 'no', within: 16, isLeading: true },

  { cause: 'FileSystemError', strength: 86, subject: 'file', predicate: 'denied', within: 48 },

  { cause: 'ProviderUnavailable', strength: 86, subject: 'provider', predicate: 'down', within: 40 },

  { cause: 'InvalidInput', strength: 88, subject: 'content', predicate: 'refusedContent', within: 60 },
  { cause: 'InvalidInput', strength: 86, subject: 'size', predicate: 'reachedIt', within: 40 },
  { cause: 'InvalidInput', strength: 79, subject: 'input', predicate: 'unfit', within: 40 },
];

import type { KnownCause, Signal, SignalSource } from './signal.ts';

export interface WeighedCause {
  cause: KnownCause;
  confidence: number;
  signals: Signal[];
}

/** How far each source is believed when sources disagree. */
const trust: Record<SignalSource, number> = {
  code: 1,
  body: 1,
  errno: 0.99,
  tool: 0.98,
  phrase: 0.98,
  status: 0.92,
  words: 0.9,
};

/** `wins` explains `loses` away: the second is only how the first shows itself. */
const explains: { wins: KnownCause; loses: KnownCause; atLeast: number }[] = [
  // A server on this computer that is not running refuses the connection.
  { wins: 'ProviderUnavailable', loses: 'NetworkError', atLeast: 93 },
  { wins: 'ProviderUnavailable', loses: 'InvalidInput', atLeast: 93 },
  // Google calls what refills each minute a quota as well.
  { wins: 'RateLimit', loses: 'BudgetExceeded', atLeast: 94 },
  // A used-up quota comes as 401, 403, 429 or 400, and speaks of keys, limits and requests.
  { wins: 'BudgetExceeded', loses: 'RateLimit', atLeast: 85 },
  { wins: 'BudgetExceeded', loses: 'InvalidApiKey', atLeast: 85 },
  { wins: 'BudgetExceeded', loses: 'InvalidInput', atLeast: 85 },
  // Without a key every provider answers 401, some 400.
  { wins: 'MissingApiKey', loses: 'InvalidApiKey', atLeast: 85 },
  { wins: 'MissingApiKey', loses: 'InvalidInput', atLeast: 85 },
  { wins: 'InvalidApiKey', loses: 'InvalidInput', atLeast: 90 },
  // A provider that answers 403 speaks of permissions as a file system does.
  { wins: 'InvalidApiKey', loses: 'FileSystemError', atLeast: 78 },
  // FFmpeg reports a full disk or a lack of memory as a failed write, a bad argument, a missing file.
  { wins: 'InsufficientResources', loses: 'FileSystemError', atLeast: 85 },
  { wins: 'InsufficientResources', loses: 'InvalidInput', atLeast: 85 },
  { wins: 'InsufficientResources', loses: 'MissingCodec', atLeast: 90 },
  { wins: 'InsufficientResources', loses: 'Timeout', atLeast: 85 },
  { wins: 'MissingCodec', loses: 'InsufficientResources', atLeast: 92 },
  { wins: 'MissingCodec', loses: 'InvalidInput', atLeast: 85 },
  { wins: 'MissingCodec', loses: 'FileSystemError', atLeast: 90 },
  { wins: 'FFmpegNotFound', loses: 'FileSystemError', atLeast: 85 },
  { wins: 'FFmpegNotFound', loses: 'MissingCodec', atLeast: 90 },
  { wins: 'FileSystemError', loses: 'InvalidInput', atLeast: 82 },
  // FFmpeg reports a clip that it could not fetch as a failed read.
  { wins: 'NetworkError', loses: 'FileSystemError', atLeast: 84 },
  // A provider that is overloaded is often slow first, or says when to come back.
  { wins: 'RateLimit', loses: 'ProviderUnavailable', atLeast: 85 },
  // A local model that does not fit takes its server down with it.
  { wins: 'InsufficientResources', loses: 'ProviderUnavailable', atLeast: 90 },
  { wins: 'NetworkError', loses: 'ProviderUnavailable', atLeast: 90 },
  { wins: 'Timeout', loses: 'NetworkError', atLeast: 84 },
  { wins: 'Timeout', loses: 'ProviderUnavailable', atLeast: 88 },
  { wins: 'InvalidApiKey', loses: 'ProviderUnavailable', atLeast: 88 },
  // A gateway in front of a provider passes its refusal on as its own failure.
  { wins: 'InvalidInput', loses: 'ProviderUnavailable', atLeast: 86 },
  { wins: 'InvalidInput', loses: 'FileSystemError', atLeast: 86 },
  { wins: 'BudgetExceeded', loses: 'ProviderUnavailable', atLeast: 90 },
  { wins: 'BudgetExceeded', loses: 'NetworkError', atLeast: 90 },
];

/** A bare status stands for many things; what is said with it need not be so sure. */
const enoughAgainstStatus = 75;

/** No figure above these: what the corpus bears out, and the band that the words alone may reach. */
const ceilings: Partial<Record<KnownCause, number>> = { RateLimit: 90, FFmpegNotFound: 95 };
const ceiling = 98;

const strongest = (signals: readonly Signal[]): number => Math.max(...signals.map((s) => s.strength * trust[s.source]));

/** Causes with their confidence, best first. Agreement adds a little; a rival with evidence of its own takes some away. */
export function weighCauses(signals: readonly Signal[]): WeighedCause[] {
  const byCause = new Map<KnownCause, Signal[]>();
  for (const signal of signals) byCause.set(signal.cause, [...(byCause.get(signal.cause) ?? []), signal]);
  for (const { wins, loses, atLeast } of explains) {
    const winner = byCause.get(wins);
    const loser = byCause.get(loses);
    if (
      winner &&
      loser &&
      maxStrength(winner) >= (isOnlyStatus(loser) ? Math.min(atLeast, enoughAgainstStatus) : atLeast) &&
      (!isOwnCode(loser) || isNamedByProvider(winner, wins)) &&
      (!isOnlyWords(winner) || isWeak(loser)) &&
      !(isOnlyStatus(winner) && isCoded(loser))
    )
      byCause.delete(loses);
  }
  const ranked = [...byCause]
    .map(([cause, found]) => ({ cause, signals: found, score: strongest(found) + agreement(found) }))
    .sort((a, b) => b.score - a.score || a.cause.localeCompare(b.cause));
  const [best, rival] = ranked;
  return ranked.map(({ cause, signals: found, score }) => ({
    cause,
    signals: found.toSorted((a, b) => b.strength - a.strength),
    confidence: Math.min(
      ceilings[cause] ?? ceiling,
      calibrated(confidenceOf(score, cause === best?.cause ? rival?.score : best?.score)),
    ),
  }));
}

/** The studio's own code outranks whatever its message happens to mention. */
const isOwnCode = (signals: readonly Signal[]): boolean => signals.some((s) => s.source === 'code' && s.strength >= 90);

/** A code may be no more than the status that came; where the provider says what it meant by it, that is the cause. */
const isNamedByProvider = (signals: readonly Signal[], cause: KnownCause): boolean =>
  (cause === 'BudgetExceeded' || cause === 'MissingApiKey' || cause === 'InvalidApiKey') &&
  signals.some((s) => s.source === 'body' && s.strength >= 93);

const isOnlyStatus = (signals: readonly Signal[]): boolean => signals.every((s) => s.source === 'status');

/** The provider's own code says what it meant by the status. */
const isCoded = (signals: readonly Signal[]): boolean => signals.some((s) => s.source === 'body' && s.strength >= 90);

const isOnlyWords = (signals: readonly Signal[]): boolean => signals.every((s) => s.source === 'words');

/** A bare status, or words against words. */
const isWeak = (signals: readonly Signal[]): boolean =>
  signals.every((s) => s.source === 'words' || s.source === 'status' || s.strength < 80);

const maxStrength = (signals: readonly Signal[]): number => Math.max(...signals.map((s) => s.strength));

/** Evidence of several kinds that says the same adds a little. */
const agreement = (signals: readonly Signal[]): number =>
  Math.min(2, new Set(signals.map((s) => s.source)).size - 1) * 2;

/** How often an answer of this score was right, on failures that neither rules nor model had seen: score, then share. */
const borneOut: readonly (readonly [number, number])[] = [
  [0, 0],
  [50, 50],
  [60, 61],
  [65, 69],
  [70, 78],
  [75, 85],
  [80, 89],
  [86, 92],
  [90, 94],
  [95, 96],
  [100, 100],
];

/** A confidence that means what it says, by straight lines between the measured points. */
function calibrated(score: number): number {
  const above = borneOut.findIndex(([from]) => from >= score);
  const [toScore, toShare] = borneOut[above] ?? [100, 100];
  const [fromScore, fromShare] = borneOut[Math.max(0, above - 1)] ?? [0, 0];
  if (toScore === fromScore) return toShare;
  return Math.round(fromShare + ((score - fromScore) * (toShare - fromShare)) / (toScore - fromScore));
}

function confidenceOf(score: number, rivalScore = 0): number {
  const doubt = rivalScore > 55 ? Math.max(0, 16 - Math.max(0, score - rivalScore)) : 0;
  return Math.max(5, score - doubt);
}

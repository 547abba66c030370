import type { CauseType } from '../../../src-shared/diagnostics.ts';

export type KnownCause = Exclude<CauseType, 'Unknown'>;

/**
 * How much a kind of evidence can be trusted. A code was chosen by a program that knew; a word was written for a person
 * and may stand there for any reason.
 */
export type SignalSource = 'code' | 'body' | 'errno' | 'status' | 'tool' | 'phrase' | 'words';

/** One piece of evidence for one cause. */
export interface Signal {
  cause: KnownCause;
  /** How sure this piece alone would make one, 0 to 100. */
  strength: number;
  source: SignalSource;
  /** The words that were found, as they stand. */
  evidence: string;
}

/** A text looked through, with where it came from, for the evidence. */
export interface SearchedText {
  label: string;
  text: string;
  /** The same length, as it stands in the log: what evidence is cut from. */
  shown: string;
}

/** A pattern that points at a cause. `pattern` is bounded: no nested repetition, so time stays linear. */
export interface SignalRule {
  cause: KnownCause;
  strength: number;
  pattern: RegExp;
  /**
   * In small letters: without one of these it cannot match. To compile a long pattern takes ten milliseconds, and most
   * failures need few of them.
   */
  mentions?: readonly string[];
}

/** The line around a match, shortened, as evidence. */
export function excerpt(text: string, index: number, length: number): string {
  const lineStart = Math.max(text.lastIndexOf('\n', index - 1) + 1, index - 120);
  const lineEndAt = text.indexOf('\n', index + length);
  const lineEnd = Math.min(lineEndAt < 0 ? text.length : lineEndAt, index + length + 120);
  return text.slice(lineStart, lineEnd).trim();
}

export function matchRules(rules: readonly SignalRule[], source: SignalSource, searched: SearchedText): Signal[] {
  const signals: Signal[] = [];
  const lower = searched.text.toLowerCase();
  for (const { cause, strength, pattern, mentions } of rules) {
    if (mentions && !mentions.some((word) => lower.includes(word))) continue;
    const match = pattern.exec(searched.text);
    if (!match) continue;
    signals.push({
      cause,
      strength,
      source,
      evidence: `${searched.label}: ${excerpt(searched.shown, match.index, match[0].length)}`,
    });
  }
  return signals;
}

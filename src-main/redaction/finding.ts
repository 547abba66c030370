/** A stretch of the text that must go. */
export interface Finding {
  rule: string;
  start: number;
  end: number;
  /** Where the evidence begins (the name before a value): a stream is never cut between here and `end`. */
  from: number;
  /** What the secret is once decoded: the same secret keeps its number in every form. */
  secret: string;
  /** Of two findings of the same stretch the more telling rule names it. */
  rank: number;
}

/** From the vaguest to the surest. */
export const ranks = { personal: 1, named: 2, shaped: 3, known: 4 } as const;

/** Overlapping findings become one, so that neither a head nor a tail stays behind. */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (!last || finding.start >= last.end) merged.push({ ...finding });
    else absorb(last, finding);
  }
  return merged;
}

function absorb(into: Finding, other: Finding): void {
  const intoLength = into.end - into.start;
  const otherLength = other.end - other.start;
  const isSureEnough = other.rank > into.rank && otherLength * 3 >= intoLength * 2;
  const isWider = other.end > into.end && otherLength > intoLength;
  if (isSureEnough || (isWider && other.rank >= into.rank)) {
    into.rule = other.rule;
    into.secret = other.secret;
    into.rank = other.rank;
  }
  into.end = Math.max(into.end, other.end);
  into.from = Math.min(into.from, other.from);
}

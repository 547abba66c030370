import type { SearchedText, Signal } from '../signal.ts';
import { featuresOf, isEvidence } from './features.ts';
import { likelihoods } from './word-model.ts';

interface Span {
  start: number;
  end: number;
}

const longestSentence = 400;
const mostSentences = 400;
/** A text of a few sentences is read as a whole as well: the second often says what the first means. */
const longestWhole = 600;
const leastLikely = 0.25;
/** What a program crashes with when it is itself at fault says nothing about the world around it. */
const ownFault =
  /^\W*(?:uncaught )?(?:\w+\.)*(?:Type|Reference|Range|Syntax|Assertion|Attribute|Index|Key|NullReference|NullPointer|UnboundLocal|Name|ZeroDivision)(?:Error|Exception)\b(?!.*(?:fetch|network|terminated))|\bcannot read propert|\bis not a function\b|\bundefined is not\b|\bassertion failed\b|\bsegmentation fault\b/i;

/** The sentences of a text: few programs put cause and effect into one clause farther apart. */
function* sentences(text: string): Generator<Span> {
  const boundary = /[\n;]+|[.!?。！？](?=\s|$|["'”}\]])/g;
  let start = 0;
  let count = 0;
  for (;;) {
    const match = boundary.exec(text);
    const end = match ? match.index : text.length;
    for (let at = start; at < end && count < mostSentences; at += longestSentence, count += 1) {
      yield { start: at, end: Math.min(end, at + longestSentence) };
    }
    if (!match || count >= mostSentences) return;
    start = match.index + match[0].length;
  }
}

/** What words say that no list of known phrases holds. */
export function wordSignals({ label, text, shown }: SearchedText): Signal[] {
  const best = new Map<string, Signal>();
  const seen = new Set<string>();
  const spans = [...sentences(text)];
  if (spans.length > 1 && text.length <= longestWhole) spans.push({ start: 0, end: text.length });
  for (const { start, end } of spans) {
    const sentence = text.slice(start, end);
    // Programs repeat themselves.
    if (seen.has(sentence)) continue;
    seen.add(sentence);
    if (ownFault.test(sentence) || !isEvidence(sentence)) continue;
    const likely = likelihoods(featuresOf(sentence));
    const least = Math.max(leastLikely, likely.get('Unknown') ?? 0);
    for (const [cause, likelihood] of likely) {
      if (cause === 'Unknown' || likelihood < least) continue;
      const strength = 40 + 49 * likelihood;
      if ((best.get(cause)?.strength ?? 0) >= strength) continue;
      const evidence = `${label}: ${shown.slice(start, end).trim()}`;
      best.set(cause, { cause, strength, source: 'words', evidence });
    }
  }
  return [...best.values()];
}

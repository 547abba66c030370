import { excerpt, matchRules, type KnownCause, type SearchedText, type Signal } from '../signal.ts';
import { concepts, type Concept } from './concepts.ts';
import { pairRules, type PairRule } from './pairs.ts';
import { plainWords } from './plain-words.ts';
import { turnsAboutServices } from './turns-about-services.ts';
import { turnsAboutThisComputer } from './turns-about-this-computer.ts';

interface Hit {
  start: number;
  end: number;
}

const longestSentence = 400;
const mostSentences = 400;
/** What a program crashes with when it is itself at fault says nothing about the world around it. */
const ownFault =
  /^\W*(?:uncaught )?(?:\w+\.)*(?:Type|Reference|Range|Syntax|Assertion|Attribute|Index|Key|NullReference|NullPointer|UnboundLocal|Name|ZeroDivision)(?:Error|Exception)\b(?!.*(?:fetch|network|terminated))|\bcannot read propert|\bis not a function\b|\bundefined is not\b|\bassertion failed\b|\bsegmentation fault\b/i;
/** A sentence that reports how well something went. */
const wentWell =
  /^(?!.*\b(?:not?|no longer|before|until|never|without|denied|deadline|only|too)\b|.*n't\b).*\b(?:ok|succeeded|successful(?:ly)?|passed|complete[d]?|is (?:valid|fine|healthy)|ready|available|done)\W*$|^\W*(?:checking|using|loaded|loading|starting|found|detected|opening|waiting for|retrying|set|raised|lowered)\b(?!.*(?:error|fail|denied|not |exceed|refused|invalid|missing|timed))/i;

/** The sentences of a text: few programs put cause and effect into one clause farther apart. */
function* sentences(text: string): Generator<Hit> {
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

/** What words say that no list of known phrases holds: a subject and what is the matter with it, in one sentence. */
export function wordSignals({ label, text, shown }: SearchedText): Signal[] {
  const best = new Map<KnownCause, Signal>();
  const seen = new Set<string>();
  for (const { start, end } of sentences(text)) {
    // The words in an address are its owner's.
    const sentence = text
      .slice(start, end)
      .replaceAll(/\bhttps?:\/\/\S+/g, blank)
      .replaceAll('_', ' ');
    // Programs repeat themselves.
    if (seen.has(sentence)) continue;
    seen.add(sentence);
    if (ownFault.test(sentence) || wentWell.test(sentence)) continue;
    const plain = plainWords(sentence);
    const said = shown.slice(start, end).trim();
    const found = plain === sentence ? [] : sentenceSignals({ label, text: plain, shown: said });
    found.push(...sentenceSignals({ label, text: sentence, shown: shown.slice(start, end) }));
    for (const signal of found)
      if ((best.get(signal.cause)?.strength ?? 0) < signal.strength) best.set(signal.cause, signal);
  }
  return [...best.values()];
}

const turns = [...turnsAboutServices, ...turnsAboutThisComputer];

function sentenceSignals(sentence: SearchedText): Signal[] {
  const hits = findConcepts(sentence.text);
  const pairs = pairRules.flatMap((rule): Signal[] => {
    const found = nearestPair(rule, hits);
    if (!found) return [];
    const evidence = `${sentence.label}: ${excerpt(sentence.shown, found.start, found.end - found.start)}`;
    return [{ cause: rule.cause, strength: rule.strength, source: 'words', evidence }];
  });
  return [...pairs, ...matchRules(turns, 'words', { ...sentence, text: sentence.text.toLowerCase() })];
}

const blank = (text: string): string => ' '.repeat(text.length);

type Hits = (concept: Concept) => readonly Hit[];

/** Each concept is looked for once, and only when a rule asks for it. */
function findConcepts(sentence: string): Hits {
  const found = new Map<Concept, Hit[]>();
  return (concept) => {
    const known = found.get(concept);
    if (known) return known;
    const hits = [...sentence.matchAll(concepts[concept])]
      .slice(0, 20)
      .map(({ index, 0: word }) => ({ start: index, end: index + word.length }));
    found.set(concept, hits);
    return hits;
  };
}

function nearestPair(
  { subject, predicate, within = 60, isLeading, unless = [] }: PairRule,
  hits: Hits,
): Hit | undefined {
  const subjects = hits(subject);
  if (subjects.length === 0) return undefined;
  for (const about of subjects) {
    for (const what of hits(predicate)) {
      const [first, second] = about.start < what.start ? [about, what] : [what, about];
      const gap = second.start - first.end;
      if (gap < 0 || gap > within || (isLeading && first !== what)) continue;
      if (unless.some((other) => hits(other).length > 0)) return undefined;
      return { start: first.start, end: second.end };
    }
  }
  return undefined;
}

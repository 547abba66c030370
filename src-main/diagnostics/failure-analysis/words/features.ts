import { lexicon, states, type Concept } from './lexicon.ts';
import { stem } from './stem.ts';

const contractions: [RegExp, string][] = [
  [/[’ʼ]/g, "'"],
  [/\bcan(?:'t|not)\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/([a-z]{2,7})n't\b/g, '$1 not'],
  [/\bno longer\b/g, 'not'],
  [/\bunable to\b/g, 'can not'],
];
const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[\p{L}][\p{L}\p{M}'-]*|\d+/gu;
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const negations = new Set(
  'not no never without neither nor nicht kein keine keinen ohne pas ne non aucun aucune sans sin ningún nessun nessuna senza sem nenhum'.split(
    ' ',
  ),
);
const otherScript =
  /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Greek}]/u;
const mostWords = 120;
/** How many words a negation reaches. */
const reach = 3;
const common = new Set(
  'a an the of to in on at for from by with and or is are was were be been it its this that has have had do does did you your we our i us my as so but if then there here which what when will would can could may might should'.split(
    ' ',
  ),
);

/**
 * Whether a sentence says enough to be evidence: two words of substance, one of which says what is the matter. What it
 * is about, a number or a program's name alone stands there for any reason.
 */
export function isEvidence(sentence: string): boolean {
  const words = wordsOf(sentence).slice(0, mostWords);
  // Writing without blanks, or without words here, is for the model alone.
  if (words.some((each) => unspaced.test(each) || otherScript.test(each))) return true;
  if (words.filter((each) => !common.has(each) && !/^\d/.test(each)).length < 2) return false;
  if (words.some((each) => negations.has(each))) return true;
  const stems = words.map(stem);
  return words.some((_word, index) => conceptsAt(stems, words, index).some((concept) => states.has(concept)));
}

/** The words of a sentence, as they compare: small, without contractions, `camelCase` and `snake_case` taken apart. */
function wordsOf(sentence: string): string[] {
  let text = sentence
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  for (const [pattern, plain] of contractions) text = text.replaceAll(pattern, plain);
  return text.match(word) ?? [];
}

/**
 * What a sentence says, with little regard to the order of its words: stems, neighbours, concepts and whether they are
 * denied.
 */
export function featuresOf(sentence: string): string[] {
  const features = new Set<string>();
  const concepts = new Set<string>();
  const words = wordsOf(sentence).slice(0, mostWords);
  const stems = words.map(stem);
  let deniedFor = 0;
  let previous = '^';
  for (const [index, each] of words.entries()) {
    if (unspaced.test(each)) {
      for (let at = 0; at + 1 < each.length; at += 1) features.add(each.slice(at, at + 2));
      continue;
    }
    if (/^\d/.test(each)) {
      features.add('0');
      previous = '0';
      continue;
    }
    const stemmed = stems[index]!;
    for (const concept of conceptsAt(stems, words, index)) concepts.add(deniedFor > 0 ? `!${concept}` : concept);
    deniedFor = negations.has(each) ? reach : deniedFor - 1;
    if (common.has(each)) continue;
    features.add(stemmed);
    if (stemmed.length > 6) features.add(`${stemmed.slice(0, 6)}~`);
    features.add(`${previous} ${stemmed}`);
    previous = stemmed;
  }
  for (const concept of concepts) features.add(`@${concept}`);
  return [...features];
}

function conceptsAt(stems: readonly string[], words: readonly string[], index: number): Concept[] {
  const { exact, prefixes } = lexicon();
  const one = stems[index]!;
  const two = `${one} ${stems[index + 1] ?? ''}`;
  const found = [
    ...(exact.get(one) ?? []),
    ...(exact.get(two) ?? []),
    ...(exact.get(`${two} ${stems[index + 2] ?? ''}`) ?? []),
  ];
  const whole = words[index]!;
  for (let length = 3; length <= whole.length; length += 1) found.push(...(prefixes.get(whole.slice(0, length)) ?? []));
  return found;
}

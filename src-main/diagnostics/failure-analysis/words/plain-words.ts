const rewrites: readonly (readonly [RegExp, string])[] = [
  [/[’ʼ]/g, "'"],
  [/\bcan(?:'t|not)\b/gi, 'cannot'],
  [/\bwon't\b/gi, 'will not'],
  [/\bshan't\b/gi, 'shall not'],
  [/\b([a-z]{2,7})n't\b/gi, '$1 not'],
  [/\b(?:do|does|did) not (?:seem|appear|look)(?: to be| like)?\b/gi, 'is not'],
  [/\b(?:seems?|appears?|looks?|turns? out|proved|proves) (?:to be|like)\b/gi, 'is'],
  [
    /\b(?:are|is|was|were) (?:seemingly|apparently|probably|possibly|currently|already|still|just|now|simply)\b/gi,
    'is',
  ],
  [/\bnot (?:really|currently|yet|even|actually|quite|any ?more|at all|properly|correctly) /gi, 'not '],
  [/\bno longer\b/gi, 'not'],
  [/\b(?:not|un)able to\b/gi, 'cannot'],
  [/\bnot possible to\b/gi, 'cannot'],
  [/\b(?:failed|fails) to be\b/gi, 'could not be'],
];

/** A sentence without contractions and hedges, so that "doesn't seem to be running" says "is not running". */
export const plainWords = (sentence: string): string =>
  rewrites.reduce((text, [pattern, plain]) => text.replaceAll(pattern, plain), sentence);

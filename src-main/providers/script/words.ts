/** Only where it is a matter of writing: other scripts have no capitals. */
export const upperFirst = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** "New creators" inside a sentence is "new creators", but "UX designers" stays. */
export const lowerFirst = (text: string): string =>
  text.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());

/** With a stop at its end, so that a voice takes a breath. */
function asSentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '' || /[.!?。！？…؟]["”’»)\]]*$/u.test(trimmed)) return trimmed;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(trimmed)) return `${trimmed}。`;
  return `${trimmed}.`;
}

/** Sentences in a row, as the script writes them. */
export const joinSentences = (sentences: readonly string[]): string =>
  sentences
    .map(asSentence)
    .filter(Boolean)
    .reduce((text, sentence) => (text === '' || text.endsWith('。') ? text + sentence : `${text} ${sentence}`), '');

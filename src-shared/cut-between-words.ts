const longestWord = 400;
const border = /[\s"'`,;&<>{}()[\]]/;

/** The head of a text without half a word at its end: half a key looks like none, and would be kept. */
export function cutBetweenWords(text: string, length: number): string {
  if (text.length <= length) return text;
  for (let end = length; end > Math.max(0, length - longestWord); end -= 1) {
    if (border.test(text[end - 1]!)) return text.slice(0, end);
  }
  return text.slice(0, length);
}

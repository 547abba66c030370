/** A piece of narration that is spoken in one request. */
export interface TextPart {
  text: string;
  endsParagraph: boolean;
}

/** Splits a text at sentences so that no part is longer than may be; nothing is lost, and words stay whole where they fit. */
export function splitText(text: string, mostCharacters: number, language: string): TextPart[] {
  const segmenter = new Intl.Segmenter(Intl.Segmenter.supportedLocalesOf([language])[0] ?? 'en', {
    granularity: 'sentence',
  });
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim());
  return paragraphs.filter(Boolean).flatMap((paragraph) => {
    const sentences = [...segmenter.segment(paragraph)].map(({ segment }) => segment);
    const pieces = sentences.flatMap((sentence) => cut(sentence, mostCharacters));
    const parts = joined(pieces, mostCharacters);
    return parts.map((part, index) => ({ text: part, endsParagraph: index === parts.length - 1 }));
  });
}

function joined(pieces: readonly string[], mostCharacters: number): string[] {
  const parts: string[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + piece.length <= mostCharacters) parts[parts.length - 1] = last + piece;
    else parts.push(piece);
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** A sentence without an end is cut between words, and a word without an end wherever it must be. */
function cut(sentence: string, mostCharacters: number): string[] {
  const pieces: string[] = [];
  let rest = sentence;
  while (rest.length > mostCharacters) {
    const blank = rest.lastIndexOf(' ', mostCharacters - 1);
    // Not through a pair of surrogates.
    const isPair = /[\uD800-\uDBFF]/.test(rest.charAt(mostCharacters - 1));
    const at = blank > 0 ? blank + 1 : mostCharacters - (isPair ? 1 : 0);
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return rest ? [...pieces, rest] : pieces;
}

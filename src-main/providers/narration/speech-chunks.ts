import { spokenForm } from './spoken-form.ts';

/** A word as the captions show it and as the voice says it. */
export interface SpeechToken {
  text: string;
  spoken: string;
}

/** A few sentences that are spoken in one go. */
export interface SpeechChunk {
  tokens: SpeechToken[];
  endsParagraph: boolean;
}

/** Long enough for a sentence's melody, short enough that aligning and cancelling stay quick. */
const chunkCharacters = 400;
/** A "sentence" without any stop is cut here, between words. */
const longestSentenceCharacters = 700;

const sentenceEnd = /[.!?…][)\]"'”’»]*$/;
const abbreviation = /^[("'“‘]*(?:mr|mrs|ms|dr|st|prof|jr|sr|vs|no|approx|e\.g|i\.e|etc|[a-z])\.$/i;

/** Splits a text at sentences and paragraphs; every whitespace-separated token is kept, in order. */
export function speechChunks(text: string): SpeechChunk[] {
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.flatMap((paragraph) => chunkParagraph(paragraph));
}

/** The words of a text as it stands; what captions show. */
export const displayTokens = (text: string): string[] => text.split(/\s+/).filter((token) => token !== '');

function chunkParagraph(paragraph: string): SpeechChunk[] {
  const chunks: SpeechChunk[] = [];
  let length = Infinity;
  for (const sentence of sentences(paragraph)) {
    const sentenceLength = sentence.reduce((sum, token) => sum + token.spoken.length + 1, 0);
    if (length + sentenceLength > chunkCharacters) {
      chunks.push({ tokens: [], endsParagraph: false });
      length = 0;
    }
    chunks.at(-1)!.tokens.push(...sentence);
    length += sentenceLength;
  }
  const last = chunks.at(-1);
  if (last) last.endsParagraph = true;
  return chunks;
}

function* sentences(paragraph: string): Generator<SpeechToken[]> {
  let sentence: SpeechToken[] = [];
  let length = 0;
  for (const text of displayTokens(paragraph)) {
    const token = { text, spoken: spokenForm(text) };
    sentence.push(token);
    length += token.spoken.length + 1;
    const isEnd = sentenceEnd.test(text) && !abbreviation.test(text);
    if (!isEnd && length < longestSentenceCharacters) continue;
    yield sentence;
    sentence = [];
    length = 0;
  }
  if (sentence.length > 0) yield sentence;
}

/** What flite is given for a chunk. A dash that stands alone becomes a pause. */
export function spokenText(tokens: readonly SpeechToken[]): string {
  let text = '';
  for (const { text: shown, spoken } of tokens) {
    if (spoken !== '') text += `${text === '' ? '' : ' '}${spoken}`;
    else if (/^[–—-]+$/.test(shown) && /[a-z0-9]$/i.test(text)) text += ',';
  }
  return text;
}

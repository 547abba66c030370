import { describe, expect, test } from 'vitest';
import { displayTokens, speechChunks, spokenText } from './speech-chunks.ts';

const shown = (text: string) => speechChunks(text).map(({ tokens }) => tokens.map((token) => token.text).join(' '));

describe('a text is spoken in pieces', () => {
  test('every word of a long text is in exactly one piece, in order', () => {
    const text = 'The river runs past the mill, slowly. Nobody saw Dr. Smith — or so they say! '.repeat(260);
    const chunks = speechChunks(text);
    expect(text.length).toBeGreaterThan(20_000);
    expect(chunks.flatMap(({ tokens }) => tokens.map((token) => token.text))).toEqual(displayTokens(text));
    for (const { tokens } of chunks) expect(spokenText(tokens).length).toBeLessThanOrEqual(400);
  });

  test('pieces end where sentences do, not at abbreviations', () => {
    const sentence = `${'word '.repeat(60)}by Dr. Smith.`;
    expect(shown(`${sentence} ${sentence}`)).toEqual([sentence, sentence]);
  });

  test('paragraphs part, and only their last piece says so', () => {
    const chunks = speechChunks('One thing.\n\nAnother thing.');
    expect(chunks.map(({ endsParagraph }) => endsParagraph)).toEqual([true, true]);
  });

  test('a sentence without an end is cut between words', () => {
    const chunks = speechChunks('word '.repeat(1000));
    expect(chunks.length).toBeGreaterThan(5);
    for (const { tokens } of chunks) expect(spokenText(tokens).length).toBeLessThan(800);
  });

  test('a dash that stands alone becomes a pause', () => {
    const [chunk] = speechChunks('Wind — and rain');
    expect(spokenText(chunk!.tokens)).toBe('Wind, and rain');
  });
});

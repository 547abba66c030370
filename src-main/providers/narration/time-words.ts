import type { Word } from '../../../src-shared/film.ts';
import { log } from '../../logging/log.ts';
import { workerCalls } from '../../runtime/worker-calls.ts';
import { displayTokens } from './speech-chunks.ts';
import type { TimeWordsAnswer, TimeWordsRequest } from './time-words-messages.ts';
import { spreadWords } from './word-times.ts';

interface HeardText extends TimeWordsRequest {
  /** BCP 47. */
  language: string;
}

/** When each word of a text is heard in somebody's reading of it. */
export type TimeWords = (heard: HeardText, signal: AbortSignal) => Promise<Word[]>;

/** To some 30 ms in English; in other languages spread as one would read it, good enough for lines. */
export function createTimeWords(): { timeWords: TimeWords; close(): Promise<void> } {
  const worker = workerCalls<TimeWordsRequest, TimeWordsAnswer>('time-words');
  return {
    async timeWords({ text, language, samples, sampleRate }, signal) {
      const spread = () => spreadWords(text, language, samples, sampleRate);
      const tokens = displayTokens(text);
      if (!/^en\b/i.test(language)) return spread();
      try {
        const spans = await worker.ask({ text, samples, sampleRate }, signal);
        if (spans.length !== tokens.length) return spread();
        return tokens.map((token, index) => ({ text: token, ...spans[index]! }));
      } catch (error) {
        signal.throwIfAborted();
        // The voice was paid for and is there: captions that are a little off are better than none.
        log.warn('Words are timed by estimate', { error: String(error) });
        return spread();
      }
    },
    close: () => worker.close(),
  };
}

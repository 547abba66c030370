import type { TimeSpan } from './align-words.ts';

/** What the thread that times words is asked: English text and somebody's reading of it. */
export interface TimeWordsRequest {
  text: string;
  /** Mono. */
  samples: Int16Array;
  sampleRate: number;
}

/** One a whitespace-separated word, from the start of the samples. */
export type TimeWordsAnswer = TimeSpan[];

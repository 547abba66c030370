import type { TimeSpan } from './align-words.ts';

/** What the flite thread is asked: a few sentences, token by token as they are to be said. */
export interface FliteRequest {
  text: string;
  /** The spoken form of each token; empty ones are silent. */
  tokens: string[];
  voice: string;
  rate: number;
}

export interface FliteAnswer {
  /** Mono. */
  samples: Int16Array<ArrayBuffer>;
  sampleRate: number;
  /** One a token, from the start of the samples. */
  words: TimeSpan[];
}

import { Transform, type TransformCallback } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { BlockRedaction, RedactionCounts } from './redact-blocks.ts';

/** Bytes through a block redaction; a character split between two chunks stays whole. */
export function redactionStream(blocks: BlockRedaction): Transform & { readonly counts: RedactionCounts } {
  const decoder = new StringDecoder('utf8');
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      done(null, blocks.push(decoder.write(chunk)));
    },
    flush(done: TransformCallback) {
      done(null, blocks.push(decoder.end()) + blocks.end());
    },
  });
  return Object.assign(stream, { counts: blocks.counts });
}

import { crc32, deflateSync } from 'node:zlib';

const sampleRate = 24_000;
const wordSeconds = 0.26;
const gapSeconds = 0.08;

/** Speech of a kind: a burst a word, at times that one can count. Mono, 24 kHz, 16 bit. */
export function spokenTones(text: string): { pcm: Buffer; words: { startSeconds: number; endSeconds: number }[] } {
  const words = text.split(/\s+/).filter(Boolean);
  const stepSamples = Math.round((wordSeconds + gapSeconds) * sampleRate);
  const pcm = Buffer.alloc(stepSamples * words.length * 2);
  const times = words.map((word, index) => {
    const from = index * stepSamples;
    const length = Math.round(wordSeconds * sampleRate);
    const pitch = 110 + ((word.length * 17) % 90);
    for (let at = 0; at < length; at += 1) {
      const swell = Math.sin((Math.PI * at) / length);
      const wave =
        Math.sin((2 * Math.PI * pitch * at) / sampleRate) + 0.4 * Math.sin((6 * Math.PI * pitch * at) / sampleRate);
      pcm.writeInt16LE(Math.round(9000 * swell * wave), (from + at) * 2);
    }
    return { startSeconds: from / sampleRate, endSeconds: (from + length) / sampleRate };
  });
  return { pcm, words: times };
}

/** ElevenLabs' shape: when each character begins and ends, blanks between words included. */
export function characterAlignment(text: string): {
  characters: string[];
  character_start_times_seconds: number[];
  character_end_times_seconds: number[];
} {
  const { words } = spokenTones(text);
  const characters = [...text];
  const starts: number[] = [];
  const ends: number[] = [];
  let word = -1;
  let isInside = false;
  const lengths = text
    .split(/\s+/)
    .filter(Boolean)
    .map((one) => [...one].length);
  let within = 0;
  for (const character of characters) {
    const isBlank = /\s/.test(character);
    if (!isBlank && !isInside) {
      word += 1;
      within = 0;
    }
    isInside = !isBlank;
    const { startSeconds, endSeconds } = words[Math.max(0, word)] ?? { startSeconds: 0, endSeconds: 0 };
    const share = (endSeconds - startSeconds) / (lengths[word] ?? 1);
    starts.push(isBlank ? endSeconds : startSeconds + within * share);
    ends.push(isBlank ? endSeconds + gapSeconds : startSeconds + (within + 1) * share);
    if (!isBlank) within += 1;
  }
  return { characters, character_start_times_seconds: starts, character_end_times_seconds: ends };
}

/** A picture of two colours that differ with `seed`. */
export function testPng(width: number, height: number, seed: number): Buffer {
  const row = Buffer.alloc(1 + width * 3);
  for (let x = 0; x < width; x += 1) {
    const isLeft = x < width / 2;
    row[1 + x * 3] = isLeft ? (seed * 53) % 256 : 200;
    row[2 + x * 3] = isLeft ? 90 : (seed * 31) % 256;
    row[3 + x * 3] = 140;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)), { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

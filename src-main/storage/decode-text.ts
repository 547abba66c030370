/**
 * The text of a file in UTF-8 or UTF-16, with or without its byte order mark; undefined for bytes that are no text.
 * Spreadsheets save UTF-16 as “Unicode text”, editors on Windows put a mark in front of UTF-8.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding = encodingOf(bytes);
  // Not every build of Node decodes big endian, and both are the same but for the order.
  const ordered = encoding === 'utf-16be' ? swapped(bytes) : bytes;
  if (!ordered) return undefined;
  try {
    const text = new TextDecoder(encoding === 'utf-8' ? 'utf-8' : 'utf-16le', { fatal: true }).decode(ordered);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';
const looked = 400;

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return encodingByZeros(bytes.subarray(0, looked));
}

/** Without a mark: in UTF-16 the plain letters, commas and line ends have an empty byte each, always on one side. */
function encodingByZeros(start: Uint8Array): Encoding {
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2]! += 1;
  const [even = 0, odd = 0] = zeros;
  const enough = Math.max(1, start.length / 8);
  if (odd >= enough && even === 0) return 'utf-16le';
  return even >= enough && odd === 0 ? 'utf-16be' : 'utf-8';
}

function swapped(bytes: Uint8Array): Uint8Array | undefined {
  return bytes.length % 2 === 0 ? Buffer.from(bytes).swap16() : undefined;
}

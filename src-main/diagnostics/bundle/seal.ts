import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/**
 * A ZIP may end with a comment. Ours is the SHA-256 of every byte before its digits, so that a flipped byte is found
 * even where it changes no file: in a date, in a name's copy. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.16
 */
export const openSeal = `aura-bundle sha256 ${'0'.repeat(64)}`;

const digitCount = 64;
const sealPattern = /aura-bundle sha256 ([0-9a-f]{64})$/;

export type SealFinding = 'whole' | 'broken' | 'none';

/** Puts the digits where `openSeal` stands at the end of the file. */
export async function sealFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const hash = createHash('sha256');
    for await (const chunk of file.createReadStream({ start: 0, end: size - digitCount - 1, autoClose: false })) {
      hash.update(chunk as Buffer);
    }
    await file.write(hash.digest('hex'), size - digitCount, 'latin1');
  } finally {
    await file.close();
  }
}

/** 'none' for a ZIP that some other program packed anew: its files can still be checked one by one. */
export function checkSeal(zip: Buffer): SealFinding {
  const endRecord = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (endRecord !== -1 && zip.length === endRecord + 22 && zip.readUInt16LE(endRecord + 20) === 0) return 'none';
  const digits = sealPattern.exec(zip.subarray(-openSeal.length).toString('latin1'))?.[1];
  if (digits === undefined) return 'broken';
  const found = createHash('sha256').update(zip.subarray(0, -digitCount)).digest('hex');
  return found === digits ? 'whole' : 'broken';
}

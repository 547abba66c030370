/** A power of two, so that wrapping is one `&`. */
const tableSize = 4096;
const mask = tableSize - 1;

/** One period of a tone. A phase is counted in periods. */
export type Wavetable = Float32Array;

/** `harmonics[0]` is the strength of the fundamental. */
export function wavetable(harmonics: readonly number[]): Wavetable {
  return Float32Array.from({ length: tableSize }, (_, index) =>
    harmonics.reduce((sum, strength, harmonic) => {
      return sum + strength * Math.sin((2 * Math.PI * (harmonic + 1) * index) / tableSize);
    }, 0),
  );
}

/** The tone at a phase of 0 or more periods, linear between the table's points: the error is below 16 bits. */
export function at(table: Wavetable, phase: number): number {
  const position = phase * tableSize;
  // Of a note of minutes it fits 31 bits, and cutting off so is several times as fast as Math.floor.
  const index = position | 0;
  const here = table[index & mask]!;
  return here + (table[(index + 1) & mask]! - here) * (position - index);
}

export const sine = wavetable([1]);

/** A4 is 440 Hz and note 69. */
export const hertz = (note: number): number => 440 * 2 ** ((note - 69) / 12);

import { seededRandom } from './seeded-random.ts';

export type Mood = 'warm' | 'pensive';

interface TimedNote {
  /** MIDI: 60 is middle C. */
  note: number;
  startSeconds: number;
  gain: number;
}
export type PadNote = TimedNote & { kind: 'pad'; seconds: number };
export type SubNote = TimedNote & { kind: 'sub'; seconds: number };
export type BellNote = TimedNote & { kind: 'bell'; pan: number };
export type Note = PadNote | SubNote | BellNote;

/** Semitones above D3: the bass first, then the voices of the pad from low to high. */
type Chord = readonly [number, number, number, number, number];

/** Two lines of four chords each, led so that no voice leaps; the last of a line wants to go home. */
const progressions: Record<Mood, { lines: [Chord[], Chord[]]; home: Chord; leadsHome: Chord }> = {
  warm: {
    lines: [
      [
        [0, 7, 14, 16, 19],
        [-3, 7, 12, 14, 19],
        [-7, 5, 12, 14, 16],
        [-5, 7, 11, 14, 16],
      ],
      [
        [-8, 7, 12, 14, 19],
        [-7, 5, 9, 12, 16],
        [-10, 5, 9, 12, 16],
        [-5, 7, 9, 14, 16],
      ],
    ],
    home: [-12, 7, 12, 14, 16],
    leadsHome: [-5, 7, 9, 14, 16],
  },
  pensive: {
    lines: [
      [
        [0, 7, 12, 15, 22],
        [-4, 8, 12, 15, 19],
        [-9, 7, 10, 15, 19],
        [-2, 5, 10, 14, 17],
      ],
      [
        [-7, 5, 8, 12, 15],
        [-4, 3, 8, 12, 15],
        [-9, 3, 7, 10, 15],
        [-5, 2, 7, 10, 14],
      ],
    ],
    home: [-12, 7, 12, 14, 15],
    leadsHome: [-2, 5, 10, 14, 17],
  },
};

const rootNote = 50;
/** Two bars of 75 beats a minute; the film's length stretches it a little, so that the last chord falls in its place. */
const chordSeconds = 6.4;
const longestRingSeconds = 5;
const eighthsInChord = 16;
/** How much the bells have to say, chord by chord: they come, grow, and leave room. */
const bellDensity = [0, 0.35, 0.6, 0.75, 0.45, 0.8, 0.6, 0.2];

/** Every note of a bed of so many seconds, in order of time: chords that move on slowly, a motif of bells, an ending. */
export function arrangeBed(mood: Mood, seed: number, durationSeconds: number): Note[] {
  const random = seededRandom(seed ^ (mood === 'warm' ? 0 : 0x9e37_79b9));
  const { lines, home, leadsHome } = progressions[mood];
  const ringSeconds = Math.min(longestRingSeconds, durationSeconds * 0.3);
  const count = Math.max(1, Math.round((durationSeconds - ringSeconds) / chordSeconds));
  const seconds = (durationSeconds - ringSeconds) / count;
  const motif = makeMotif(random);
  const notes = Array.from({ length: count }, (_, index) => {
    const line = lines[(index >> 2) % 2 === 0 ? 0 : 1];
    const chord = index === count - 1 && count > 1 ? leadsHome : line[index % 4]!;
    const startSeconds = index * seconds;
    const density = bellDensity[index % bellDensity.length]!;
    return [
      ...playChord(chord, startSeconds, seconds),
      ...playMotif(motif, chord, { startSeconds, seconds, density, random }),
    ];
  });
  return [...notes.flat(), ...playEnding(home, durationSeconds - ringSeconds, ringSeconds)].toSorted(
    (a, b) => a.startSeconds - b.startSeconds,
  );
}

function playChord([bass, ...voices]: Chord, startSeconds: number, seconds: number): Note[] {
  const pads = voices.map((voice): Note => ({
    kind: 'pad',
    note: rootNote + voice,
    startSeconds,
    seconds,
    gain: 0.05,
  }));
  const sub: Note = { kind: 'sub', note: rootNote + bass - 12, startSeconds, seconds: seconds * 0.98, gain: 0.1 };
  return [sub, ...pads];
}

interface MotifStep {
  /** Eighths from the start of the chord. */
  eighth: number;
  /** Which voice of the chord sounds. */
  voice: number;
}

/** A figure of five or six notes that the whole bed comes back to. */
function makeMotif(random: () => number): MotifStep[] {
  const rhythms = [
    [0, 3, 6, 8, 11],
    [0, 2, 5, 8, 10, 13],
    [1, 4, 6, 9, 12],
    [0, 4, 6, 11, 13],
  ];
  const shapes = [
    [0, 2, 1, 3, 2, 1],
    [3, 2, 1, 2, 0, 1],
    [1, 3, 2, 0, 2, 3],
    [0, 1, 2, 3, 1, 2],
  ];
  const rhythm = rhythms[Math.floor(random() * rhythms.length)]!;
  const shape = shapes[Math.floor(random() * shapes.length)]!;
  return rhythm.map((eighth, index) => ({ eighth, voice: shape[index % shape.length]! }));
}

function playMotif(
  motif: readonly MotifStep[],
  [, ...voices]: Chord,
  place: { startSeconds: number; seconds: number; density: number; random: () => number },
): Note[] {
  const { startSeconds, seconds, density, random } = place;
  return motif.flatMap(({ eighth, voice }): Note[] => {
    const [chance, lift, early, loud, side] = [random(), random(), random(), random(), random()];
    if (chance > density) return [];
    return [
      {
        kind: 'bell',
        note: rootNote + voices[voice % voices.length]! + 12 + (lift < 0.15 ? 12 : 0),
        // No hand strikes to the millisecond.
        startSeconds: Math.max(0, startSeconds + (eighth * seconds) / eighthsInChord + (early - 0.5) * 0.014),
        gain: 0.045 + 0.035 * loud,
        pan: 0.25 + 0.5 * side,
      },
    ];
  });
}

/** The chord of home, and three bells that rise through it and ring out. */
function playEnding(home: Chord, startSeconds: number, ringSeconds: number): Note[] {
  const [, ...voices] = home;
  const bells = [0, 1, 3].map((voice, step): Note => ({
    kind: 'bell',
    note: rootNote + voices[voice]! + 12,
    startSeconds: startSeconds + step * Math.min(0.42, ringSeconds / 8),
    gain: 0.06,
    pan: 0.35 + step * 0.15,
  }));
  return [...playChord(home, startSeconds, ringSeconds), ...bells];
}

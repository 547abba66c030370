import type { BellNote, Note, PadNote, SubNote } from './arrangement.ts';
import { at, hertz, sine, wavetable } from './wavetable.ts';

export const sampleRate = 48_000;

/** A stretch of sound that is being added up: what is heard directly, and what goes into the room. */
export interface MixBlock {
  left: Float32Array;
  right: Float32Array;
  leftSend: Float32Array;
  rightSend: Float32Array;
}

/** A note that sounds: adds itself to a stretch of film that starts at `firstFrame`. */
export interface Voice {
  startFrame: number;
  endFrame: number;
  addTo(block: MixBlock, firstFrame: number): void;
}

export function startVoice(note: Note, random: () => number): Voice {
  if (note.kind === 'pad') return padVoice(note, random);
  return note.kind === 'bell' ? bellVoice(note) : subVoice(note);
}

const padAttackSeconds = 1.6;
const padReleaseSeconds = 2.4;
const detune = 0.0032;
/** Envelopes and brightness move slowly: they are worked out once for so many frames. */
const controlFrames = 32;

function raisedCosine(part: number): number {
  if (part >= 1) return 1;
  return part <= 0 ? 0 : 0.5 - 0.5 * Math.cos(Math.PI * part);
}

/** Equal power: the same loudness wherever it stands between left (0) and right (1). */
const panned = (gain: number, pan: number): [left: number, right: number] => [
  Math.cos((pan * Math.PI) / 2) * gain,
  Math.sin((pan * Math.PI) / 2) * gain,
];

/** Three soft, slightly mistuned tones across the stereo width whose brightness breathes. */
function padVoice({ note, startSeconds, seconds, gain }: PadNote, random: () => number): Voice {
  const startFrame = Math.round(startSeconds * sampleRate);
  const tones = [-1, 0, 1].map((side): PadTone => {
    const [left, right] = panned(gain, 0.5 + side * 0.34);
    const turn = (2 * Math.PI * hertz(note) * (1 + side * detune)) / sampleRate;
    const [phase, breathHertz, breathPhase] = [2 * Math.PI * random(), 0.06 + random() * 0.07, random()];
    return { left, right, turn, turnX: Math.cos(turn), turnY: Math.sin(turn), phase, breathHertz, breathPhase };
  }) as [PadTone, PadTone, PadTone];
  const envelope = (time: number) =>
    raisedCosine(time / padAttackSeconds) * (1 - raisedCosine((time - seconds) / padReleaseSeconds));
  return {
    startFrame,
    endFrame: startFrame + Math.round((seconds + padReleaseSeconds) * sampleRate),
    addTo: eachControlStep((block, from, to, frame) => {
      const loud = envelope(frame / sampleRate);
      const rise = (envelope((frame + to - from) / sampleRate) - loud) / (to - from);
      addPad(block, from, to, frame, tones, loud, rise);
    }),
  };
}

interface PadTone {
  left: number;
  right: number;
  /** Radians a frame, and where they bring the point (1, 0) of a circle. */
  turn: number;
  turnX: number;
  turnY: number;
  /** In radians. */
  phase: number;
  breathHertz: number;
  breathPhase: number;
}

/**
 * Half of a bed's work is this loop. So it has neither tables nor trigonometry, but three points that go round circles; and
 * it names each of them, as a loop over three takes twice as long.
 */
function addPad(
  block: MixBlock,
  from: number,
  to: number,
  frame: number,
  [a, b, c]: readonly [PadTone, PadTone, PadTone],
  loud: number,
  rise: number,
): void {
  const [brightA, brightB, brightC] = [brightnessAt(a, frame), brightnessAt(b, frame), brightnessAt(c, frame)];
  const [angleA, angleB, angleC] = [angleAt(a, frame), angleAt(b, frame), angleAt(c, frame)];
  let [xA, xB, xC] = [Math.cos(angleA), Math.cos(angleB), Math.cos(angleC)];
  let [yA, yB, yC] = [Math.sin(angleA), Math.sin(angleB), Math.sin(angleC)];
  for (let index = from; index < to; index += 1) {
    const toneA = yA * (1 + brightA * overtones(xA));
    const toneB = yB * (1 + brightB * overtones(xB));
    const toneC = yC * (1 + brightC * overtones(xC));
    const left = (toneA * a.left + toneB * b.left + toneC * c.left) * loud;
    const right = (toneA * a.right + toneB * b.right + toneC * c.right) * loud;
    addStereo(block, index, left, right, 0.55);
    loud += rise;
    const nextA = xA * a.turnX - yA * a.turnY;
    const nextB = xB * b.turnX - yB * b.turnY;
    const nextC = xC * c.turnX - yC * c.turnY;
    yA = yA * a.turnX + xA * a.turnY;
    yB = yB * b.turnX + xB * b.turnY;
    yC = yC * c.turnX + xC * c.turnY;
    xA = nextA;
    xB = nextB;
    xC = nextC;
  }
}

const angleAt = ({ phase, turn }: PadTone, frame: number): number => phase + frame * turn;
const brightnessAt = ({ breathHertz, breathPhase }: PadTone, frame: number): number =>
  0.55 + 0.45 * at(sine, (frame / sampleRate) * breathHertz + breathPhase);

/**
 * Times the sine: the 2nd to 5th partial of a tone, 0.34, 0.16, 0.07 and 0.035 as strong as the first. sin(nx) is sin(x)
 * times a polynomial of cos(x): https://dlmf.nist.gov/18.5#E2
 */
const overtones = (cosine: number): number =>
  -0.125 + cosine * (0.4 + cosine * (0.22 + cosine * (0.56 + cosine * 0.56)));

const bellSeconds = 3;

/** A soft bell: one tone bends another, more at the strike than after. */
function bellVoice({ note, startSeconds, gain, pan }: BellNote): Voice {
  const startFrame = Math.round(startSeconds * sampleRate);
  const [left, right] = panned(gain, pan);
  const step = hertz(note) / sampleRate;
  return {
    startFrame,
    endFrame: startFrame + bellSeconds * sampleRate,
    addTo: eachControlStep((block, from, to, frame) => {
      const time = frame / sampleRate;
      const fall = Math.exp(-2.4 / sampleRate);
      let level = Math.exp(-2.4 * time) * (1 - raisedCosine((time - bellSeconds + 0.5) / 0.5));
      // Phases are counted in periods: 0.175 of one is an index of 1.1 radians.
      const bend = 0.175 * Math.exp(-7 * time);
      for (let index = from; index < to; index += 1) {
        const played = frame + index - from;
        const strike = Math.min(1, played / (0.006 * sampleRate));
        const phase = played * step;
        // One period ahead keeps the bent phase from going below 0.
        const value = at(sine, phase + 1 + bend * at(sine, 2 * phase)) * level * strike;
        addStereo(block, index, value * left * 0.7, value * right * 0.7, 1.3);
        level *= fall;
      }
    }),
  };
}

/** The root, an octave or two below: felt more than heard. */
function subVoice({ note, startSeconds, seconds, gain }: SubNote): Voice {
  const startFrame = Math.round(startSeconds * sampleRate);
  const step = hertz(note) / sampleRate;
  const tone = wavetable([1, 0.22]);
  return {
    startFrame,
    endFrame: startFrame + Math.round(seconds * sampleRate),
    addTo: eachControlStep((block, from, to, frame) => {
      for (let index = from; index < to; index += 1) {
        const played = frame + index - from;
        const time = played / sampleRate;
        const level = raisedCosine(time / 0.25) * raisedCosine((seconds - time) / 0.5) * gain;
        const value = at(tone, played * step) * level;
        addStereo(block, index, value, value, 0);
      }
    }),
  };
}

function addStereo(block: MixBlock, index: number, left: number, right: number, send: number): void {
  block.left[index]! += left;
  block.right[index]! += right;
  block.leftSend[index]! += left * send;
  block.rightSend[index]! += right * send;
}

/** `from` and `to` count in the block, `frame` from the start of the note; every step starts on the note's own grid. */
type ControlStep = (block: MixBlock, from: number, to: number, frame: number) => void;

/** Steps keep to the note's own grid, so that the sound does not depend on how the film is cut into blocks. */
function eachControlStep(step: ControlStep) {
  return function (this: Voice, block: MixBlock, firstFrame: number): void {
    const end = Math.min(this.endFrame, firstFrame + block.left.length);
    let frame = Math.max(this.startFrame, firstFrame);
    while (frame < end) {
      const played = frame - this.startFrame;
      const next = Math.min(end, this.startFrame + (Math.floor(played / controlFrames) + 1) * controlFrames);
      step(block, frame - firstFrame, next - firstFrame, played);
      frame = next;
    }
  };
}

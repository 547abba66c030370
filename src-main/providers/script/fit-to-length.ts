import type { Brief } from '../../../src-shared/brief.ts';
import type { Scene } from '../../../src-shared/film.ts';
import { estimateFilmSeconds, estimateSceneSeconds } from './speaking-time.ts';
import { joinSentences } from './words.ts';

/** A scene with what must be said and what may be. */
export interface DraftScene {
  heading: string;
  visual: Scene['visual'];
  /** Said before the rest, where there is time. */
  lead?: string;
  needed: string[];
  /** Said after it, where there is time; in this order. */
  welcome: string[];
  canBeDropped: boolean;
  /** A picture that could stand in for the card. */
  imageQuery?: string;
  /** May end with a sentence that leaves the viewer a moment. */
  takesPause: boolean;
}
type FittedScene = Omit<Scene, 'sceneId'>;

/** A still card is not worth looking at for longer than this beyond what is said. */
const longestHoldSeconds = 6;

/** Says more or less until the film lasts about as long as it should; what words cannot fill is given to the pictures. */
export function fitToLength(
  outline: readonly DraftScene[],
  { durationSeconds, rate }: Pick<Brief, 'durationSeconds' | 'rate'>,
  pauses: readonly string[],
): FittedScene[] {
  const seconds = (scenes: readonly Spoken[]): number => estimateFilmSeconds(scenes.map(fitted), rate);
  let scenes = dropToLength(outline, durationSeconds, seconds);
  for (const more of offers(scenes, pauses)) {
    const longer = more(scenes);
    const isCloser = Math.abs(seconds(longer) - durationSeconds) < Math.abs(seconds(scenes) - durationSeconds);
    if (isCloser) scenes = longer;
  }
  return hold(scenes.map(fitted), durationSeconds, rate);
}

interface Spoken {
  draft: DraftScene;
  sentences: string[];
}
const fitted = ({ draft: { heading, visual, imageQuery }, sentences }: Spoken): FittedScene => ({
  heading: heading.slice(0, 120),
  narration: joinSentences(sentences),
  visual,
  ...(imageQuery && { imageQuery }),
});

/** Leaves out the scenes that only frame the points, the last ones first, while there is no time for them. */
function dropToLength(
  outline: readonly DraftScene[],
  durationSeconds: number,
  seconds: (scenes: readonly Spoken[]) => number,
): Spoken[] {
  let scenes = outline.map((draft): Spoken => ({ draft, sentences: draft.needed }));
  while (seconds(scenes) > durationSeconds * 1.05) {
    const dropped = scenes.findLastIndex(({ draft }) => draft.canBeDropped);
    if (dropped === -1) return scenes;
    scenes = scenes.filter((_, index) => index !== dropped);
  }
  return scenes;
}

type Offer = (scenes: readonly Spoken[]) => Spoken[];

/** All that may be said beyond the needed, the most welcome first. */
function offers(scenes: readonly Spoken[], pauses: readonly string[]): Offer[] {
  const change =
    (at: number, edit: (sentences: string[]) => string[]): Offer =>
    (current) =>
      current.map((scene, index) => (index === at ? { ...scene, sentences: edit(scene.sentences) } : scene));
  const leads = scenes.flatMap(({ draft: { lead } }, index) =>
    lead ? [change(index, (said) => [lead, ...said])] : [],
  );
  const welcome = scenes.flatMap(({ draft }, index) =>
    draft.welcome.filter(Boolean).map((sentence) => change(index, (said) => [...said, sentence])),
  );
  const moments = pauses.map((sentence): Offer => (current) => {
    const takers = current.filter(({ draft }) => draft.takesPause);
    // To the point that has said least, so that no scene collects them.
    const next = takers.toSorted((one, other) => one.sentences.length - other.sentences.length)[0];
    return current.map((scene) => (scene === next ? { ...scene, sentences: [...scene.sentences, sentence] } : scene));
  });
  return [...welcome.slice(0, 2), ...leads, ...welcome.slice(2), ...moments];
}

/** Shares the time that is left among the scenes, within what a still card bears. */
function hold(scenes: readonly FittedScene[], durationSeconds: number, rate: number): FittedScene[] {
  const missing = durationSeconds - estimateFilmSeconds(scenes, rate);
  if (missing < durationSeconds * 0.03) return [...scenes];
  const share = Math.min(missing / scenes.length, longestHoldSeconds);
  return scenes.map((scene) => ({
    ...scene,
    minimumSeconds: Math.round((estimateSceneSeconds(scene, rate) + share) * 10) / 10,
  }));
}

import type { Brief } from '../../../src-shared/brief.ts';
import type { Scene, Script, Visual } from '../../../src-shared/film.ts';
import { fitToLength, type DraftScene } from './fit-to-length.ts';
import { estimateFilmSeconds } from './speaking-time.ts';
import type { WrittenScript } from './written-script.ts';

type WrittenScene = WrittenScript['scenes'][number];

const mostScenes = 120;
/** Beyond this the film would be another one than was ordered. */
const longestShare = 1.1;
const shortestShare = 0.4;

/** Why an answer of the right shape is no script all the same; undefined when it is one. */
export function problemOf({ scenes }: WrittenScript, brief: Brief): string | undefined {
  const spoken = scenes.filter(({ narration }) => narration.trim() !== '');
  if (spoken.length === 0) return 'no scene has any narration';
  if (scenes.length > mostScenes) return `${scenes.length} scenes are too many`;
  const seconds = estimateFilmSeconds(spoken, brief.rate);
  if (seconds < brief.durationSeconds * shortestShare)
    return `it lasts about ${Math.round(seconds)} seconds instead of ${brief.durationSeconds}`;
  return undefined;
}

/** The model's script as the studio's own: cards that can be drawn, and about as long as it should be. */
export function scriptFromAnswer({ title, scenes }: WrittenScript, brief: Brief): Script {
  const told = scenes.filter(({ narration }) => narration.trim() !== '');
  const sentences = trimToLength(
    told.map(({ narration }) => sentencesOf(narration, brief.language)),
    brief,
  );
  const outline = told.map((scene, index): DraftScene => {
    const visual = visualOf(scene);
    return {
      heading: oneLine(scene.heading || scene.title),
      visual,
      imageQuery: queryOf(scene, visual),
      needed: sentences[index] ?? [],
      welcome: [],
      canBeDropped: false,
      takesPause: false,
    };
  });
  return {
    title: oneLine(title) || brief.topic.slice(0, 120),
    language: brief.language,
    scenes: fitToLength(outline, brief, []).map((scene, index): Scene => ({ ...scene, sceneId: `s${index + 1}` })),
  };
}

/** Leaves out the last sentence of whichever scene says most, until the film is short enough; each keeps one. */
function trimToLength(scenes: readonly string[][], { durationSeconds, rate }: Brief): string[][] {
  const kept = scenes.map((sentences) => [...sentences]);
  const seconds = (): number =>
    estimateFilmSeconds(
      kept.map((sentences) => ({ narration: sentences.join(' ') })),
      rate,
    );
  while (seconds() > durationSeconds * longestShare) {
    const longest = kept
      .filter(({ length }) => length > 1)
      .toSorted((one, other) => other.join('').length - one.join('').length)[0];
    if (!longest) break;
    longest.pop();
  }
  return kept;
}

function sentencesOf(narration: string, language: string): string[] {
  const text = narration
    .replaceAll(/[*_#`]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const supported = Intl.Segmenter.supportedLocalesOf([language])[0] ?? 'en';
  const segments = new Intl.Segmenter(supported, { granularity: 'sentence' }).segment(text);
  return [...segments].map(({ segment }) => segment.trim()).filter(Boolean);
}

const mostItems = 6;

/** The card that was asked for, or a title where what it needs is missing. */
function visualOf({ card, title, subtitle, items, value, heading }: WrittenScene): Visual {
  const words = oneLine(title) || oneLine(heading);
  const below = oneLine(subtitle);
  const listed = items.map(oneLine).filter(Boolean).slice(0, mostItems);
  if (card === 'bullets' && listed.length >= 1)
    return { kind: 'bullets', title: words, items: listed.map((text) => ({ text })) };
  if (card === 'steps' && listed.length >= 2)
    return { kind: 'steps', title: words, ...(below && { subtitle: below }), steps: listed, current: 0 };
  if (card === 'number' && oneLine(value)) return { kind: 'number', value: oneLine(value), caption: words };
  if (card === 'quote') return { kind: 'quote', quote: words, ...(below && { attribution: below }) };
  return { kind: 'title', title: words, ...(below && { subtitle: below }) };
}

/** The first scene keeps its title, and figures and steps say more than a photograph. */
function queryOf({ card, imageQuery }: WrittenScene, visual: Visual): string {
  if (visual.kind === 'number' || visual.kind === 'steps' || card === 'title') return '';
  return oneLine(imageQuery).slice(0, 100);
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 400);

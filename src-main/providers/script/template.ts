import type { Brief } from '../../../src-shared/brief.ts';
import type { Scene, Script } from '../../../src-shared/film.ts';
import type { ScriptWriter } from '../provider.ts';
import { fitToLength, type DraftScene } from './fit-to-length.ts';
import { languageOf, phrasebookFor, type Phrasebook } from './phrasebook.ts';
import { pointVisual, readPoint, speakable, type Point } from './point-visual.ts';
import { readTopic, type Topic } from './read-topic.ts';
import { shuffled } from './shuffled.ts';
import { upperFirst } from './words.ts';

/** Writes an outline without a network: the user's points in order, and little between them that is not theirs. */
export const template: ScriptWriter = {
  name: 'Template',
  kind: 'LLM',
  isLocal: true,
  write(brief, { signal }) {
    signal.throwIfAborted();
    return Promise.resolve(writeOutline(brief));
  },
};

function writeOutline(brief: Brief): Script {
  const topic = readTopic(brief.topic);
  const language = languageOf([brief.topic, ...brief.keyPoints].join(' '), brief.language);
  const phrases = phrasebookFor(language);
  const title = upperFirst(topic.title);
  const points = pointsOf(brief, topic);
  const outline = [
    opening(title, brief, phrases),
    ...agenda(title, points, brief, phrases),
    ...points.map((point, index) => pointScene(point, index, points, brief, phrases)),
    ...recap(title, points, brief, phrases),
    ...closing(title, brief, phrases),
  ];
  const scenes = fitToLength(outline, brief, shuffled(phrases.pauses, brief.seed));
  return { title, language, scenes: scenes.map((scene, index): Scene => ({ ...scene, sceneId: `s${index + 1}` })) };
}

/** When the topic lists as many points as were given apart, they are the heads and what was given is the detail. */
function pointsOf({ keyPoints }: Brief, topic: Topic): Point[] {
  if (keyPoints.length === 0) return topic.points.map(readPoint);
  if (keyPoints.length !== topic.points.length) return keyPoints.map(readPoint);
  return keyPoints.map((detail, index) => {
    const short = readPoint(topic.points[index] ?? detail).short;
    return short === readPoint(detail).short ? readPoint(detail) : { short, detail, full: `${short}: ${detail}` };
  });
}

function opening(title: string, { audience, goal, tone }: Brief, phrases: Phrasebook): DraftScene {
  return {
    heading: title,
    visual: {
      kind: 'title',
      ...(audience && { kicker: audience }),
      title,
      ...(goal && { subtitle: upperFirst(goal) }),
    },
    needed: [title],
    welcome: [...(audience ? [phrases.forAudience(audience)] : []), phrases.opening[tone]],
    canBeDropped: false,
    takesPause: false,
  };
}

/** What is to come, and why: the points at a glance. */
function agenda(title: string, points: readonly Point[], { goal }: Brief, phrases: Phrasebook): DraftScene[] {
  if (points.length < 2) return [];
  const needed = goal ? [phrases.goal(goal)] : [];
  return [
    {
      heading: phrases.agendaKicker || title,
      visual: {
        kind: 'bullets',
        ...(phrases.agendaKicker && { kicker: phrases.agendaKicker }),
        title,
        items: points.slice(0, 6).map(({ short, detail }) => ({ text: short, ...(detail && { detail }) })),
      },
      needed: [...needed, phrases.agenda(points.length)],
      welcome: points.length <= 6 ? points.map(({ short }) => speakable(short)) : [],
      canBeDropped: true,
      takesPause: false,
    },
  ];
}

function pointScene(
  point: Point,
  index: number,
  points: readonly Point[],
  { tone }: Brief,
  phrases: Phrasebook,
): DraftScene {
  const isLast = index === points.length - 1 && index > 0;
  const between = phrases.next[(index - 1) % phrases.next.length] ?? '';
  const lead = index === 0 ? phrases.first[tone] : isLast ? phrases.last[tone] : between;
  const kicker = points.length > 1 ? phrases.pointKicker(index + 1, points.length) : '';
  const visual = pointVisual(point, { index, points, kicker });
  // Figures, lists and paths say more than a photograph; words alone say less.
  const isWordsAlone = visual.kind === 'title' || visual.kind === 'quote';
  return {
    heading: point.short,
    visual,
    ...(isWordsAlone && { imageQuery: point.short.slice(0, 100) }),
    lead,
    needed:
      point.detail && point.full.startsWith(point.short)
        ? [speakable(point.short), speakable(point.detail)]
        : [speakable(point.full)],
    welcome: [],
    canBeDropped: false,
    takesPause: true,
  };
}

function recap(title: string, points: readonly Point[], { tone }: Brief, phrases: Phrasebook): DraftScene[] {
  if (points.length < 2) return [];
  const items = points.slice(0, 6).map(({ short }) => ({ text: short }));
  return [
    {
      heading: phrases.recapTitle || title,
      visual: { kind: 'bullets', ...(phrases.recapTitle && { kicker: phrases.recapTitle }), title, items },
      needed: [phrases.recap[tone], ...items.map(({ text }) => speakable(text))],
      welcome: [],
      canBeDropped: true,
      takesPause: false,
    },
  ];
}

function closing(title: string, { tone, goal }: Brief, phrases: Phrasebook): DraftScene[] {
  if (!phrases.closing[tone]) return [];
  return [
    {
      heading: phrases.closingTitle,
      visual: {
        kind: 'title',
        kicker: title,
        title: phrases.closingTitle,
        ...(goal && { subtitle: upperFirst(goal) }),
      },
      needed: [phrases.closing[tone]],
      welcome: [],
      canBeDropped: true,
      takesPause: false,
    },
  ];
}

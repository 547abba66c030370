import type { Scene, Visual } from '../../src-shared/film.ts';
import { isClipName } from '../providers/visuals/clip-file.ts';
import { withStop, type Piece, type Point, type Section } from './own-text-tree.ts';

/** A scene whose picture is not found yet. */
export interface TextScene {
  scene: Scene;
  /** As written in the text. */
  pictureReference: string | undefined;
}

interface Part {
  shown: Exclude<Piece, { kind: 'words' }> | undefined;
  words: string[];
}

const mostPoints = 6;

/** Scenes from a text's sections: one each, or more where a section shows more than one thing. */
export function scenesOfSections(title: string, sections: readonly Section[]): TextScene[] {
  const hasScenes = sections.some(({ depth }) => depth >= 2);
  const parts = sections.flatMap((section) =>
    hasScenes || section.depth >= 2 ? partsOfSection(section) : partsOfParagraphs(section, title),
  );
  return parts.map(({ part, section, isFirst }, index) => sceneOf(part, section, isFirst, title, index));
}

interface PlacedPart {
  part: Part;
  section: Section;
  isFirst: boolean;
}

function partsOfSection(section: Section): PlacedPart[] {
  // A bare title is told by the film's own; a bare scene is a card that stands still for a moment.
  if (section.depth < 2 && section.pieces.length === 0) return [];
  const parts: Part[] = [{ shown: undefined, words: [] }];
  for (const piece of section.pieces.flatMap(splitLongList)) {
    const last = parts.at(-1);
    if (piece.kind === 'words') last?.words.push(piece.words);
    else if (last && !last.shown) Object.assign(last, { shown: piece, words: [...last.words, ...wordsOf(piece)] });
    else parts.push({ shown: piece, words: wordsOf(piece) });
  }
  return parts.map((part, index) => ({ part, section, isFirst: index === 0 }));
}

/** Without scene headings every paragraph is a scene; a picture is shown while the paragraph after it is spoken. */
function partsOfParagraphs(section: Section, title: string): PlacedPart[] {
  const parts: Part[] = [];
  for (const piece of section.pieces.flatMap(splitLongList)) {
    const last = parts.at(-1);
    if (piece.kind !== 'words') parts.push({ shown: piece, words: wordsOf(piece) });
    else if (last?.shown?.kind === 'picture' && last.words.length === 0) last.words.push(piece.words);
    else parts.push({ shown: undefined, words: [piece.words] });
  }
  return parts.map((part, index) => ({
    part,
    section: { ...section, heading: index === 0 && section.depth === 1 ? title : '' },
    isFirst: index === 0,
  }));
}

/** A card holds six points; more become more cards of about equal length. */
function splitLongList(piece: Piece): Piece[] {
  if (piece.kind !== 'points' || piece.points.length <= mostPoints) return [piece];
  const cards = Math.ceil(piece.points.length / mostPoints);
  const perCard = Math.ceil(piece.points.length / cards);
  return Array.from({ length: cards }, (_, card) => ({
    ...piece,
    isOrdered: false,
    points: piece.points.slice(card * perCard, (card + 1) * perCard),
  }));
}

function wordsOf(piece: Exclude<Piece, { kind: 'words' }>): string[] {
  switch (piece.kind) {
    case 'points':
      return piece.points.map(({ words }) => withStop(words));
    case 'quote':
      return [withStop(piece.words)];
    // Pictures, tables and code are shown, not spoken.
    default:
      return [];
  }
}

function sceneOf(part: Part, section: Section, isFirst: boolean, title: string, index: number): TextScene {
  const narration = part.words.join(' ');
  const heading = section.heading || headline(narration) || title;
  const visual = visualOf(part, section, isFirst, heading);
  // Words alone say less than a photograph; the film's first scene keeps its title.
  const wishesPicture = visual.kind === 'title' && index > 0;
  return {
    scene: {
      sceneId: `s${index + 1}`,
      heading: shown(heading, 120),
      narration,
      visual,
      ...(wishesPicture && { imageQuery: shown(heading, 100) }),
    },
    pictureReference: part.shown?.kind === 'picture' ? part.shown.reference : undefined,
  };
}

function visualOf({ shown: piece, words }: Part, section: Section, isFirst: boolean, heading: string): Visual {
  const kicker = section.parent ? { kicker: shown(section.parent) } : {};
  const title = isFirst || section.heading ? shown(heading) : '';
  switch (piece?.kind) {
    case 'picture':
      // The words behind a clip's name say how it is shown, as it has no room for a title.
      if (isClipName(piece.reference)) return clipOf(piece.caption);
      return { kind: 'picture', source: '', ...(piece.caption && { title: shown(piece.caption) }) };
    case 'quote':
      return {
        kind: 'quote',
        quote: shown(piece.quote),
        ...(piece.attribution && { attribution: shown(piece.attribution) }),
      };
    case 'points':
      return pointsCard(piece.points, piece.isOrdered, { ...kicker, title: section.heading ? title : '' });
    case 'table':
      return tableCard(piece.rows, { ...kicker, title });
    case 'code':
      return { kind: 'bullets', ...kicker, title, items: shownLines(piece.lines).map((text) => ({ text })) };
    case undefined: {
      const subtitle = subtitleOf(words, heading);
      return { kind: 'title', ...kicker, title: shown(heading), ...(subtitle && { subtitle }) };
    }
  }
}

function clipOf(wishes: string): Visual {
  const has = (word: string) => wishes.toLowerCase().split(/\W+/).includes(word);
  return { kind: 'clip', source: '', sound: has('muted') ? 'mute' : 'duck', whenShort: has('hold') ? 'hold' : 'loop' };
}

interface CardHead {
  kicker?: string;
  title: string;
}

function pointsCard(points: readonly Point[], isOrdered: boolean, head: CardHead): Visual {
  const isPath = isOrdered && points.length >= 2 && points.every(({ text }) => text.length <= 48);
  if (isPath) return { kind: 'steps', ...head, steps: points.map(({ text }) => shown(text)), current: 0 };
  const items = points.map(({ text, detail }) => ({ text: shown(text), ...(detail && { detail: shown(detail) }) }));
  return { kind: 'bullets', ...head, items: items.length > 0 ? items : [{ text: head.title }] };
}

/** A label and a figure a row make a chart; anything else reads as points. */
function tableCard(rows: readonly { cells: string[]; isStrong: boolean }[], head: CardHead): Visual {
  const bars = rows.flatMap(({ cells: [label = '', figure = ''] }) => {
    const value = readFigure(figure);
    return value === undefined ? [] : [{ label: shown(label), value, display: shown(figure) }];
  });
  const isChart = bars.length === rows.length && bars.length >= 2 && bars.length <= 8;
  if (isChart) {
    const strong = rows.findIndex(({ isStrong }) => isStrong);
    const largest = bars.reduce((best, bar, index) => (bar.value > (bars[best]?.value ?? 0) ? index : best), 0);
    return { kind: 'chart', ...head, bars, highlight: strong === -1 ? largest : strong };
  }
  const items = rows.slice(0, mostPoints).map(({ cells: [text = '', ...details] }) => {
    const detail = details.filter(Boolean).join(' · ');
    return { text: shown(text), ...(detail && { detail: shown(detail) }) };
  });
  return items.length > 0 ? { kind: 'bullets', ...head, items } : { kind: 'title', ...head };
}

const factors: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9 };

/** "34k", "€1,200", "73 %", "1.5 M"; undefined for what is no figure at or above zero. */
function readFigure(cell: string): number | undefined {
  const match =
    /^[^\d\s.,+-]{0,3}\s*(\d{1,3}(?:[, ’']\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)\s*([kmb]?)\b[^\d]{0,12}$/iu.exec(
      cell.trim(),
    );
  if (!match?.[1]) return undefined;
  // "1,200" is a thousand and more, "1,5" is one and a half.
  const isGrouped = /^\d{1,3}(?:[, ’']\d{3})+(?:\.\d+)?$/u.test(match[1]);
  const digits = isGrouped ? match[1].replace(/[, ’']/gu, '') : match[1].replace(',', '.');
  return Number(digits) * (factors[match[2]?.toLowerCase() ?? ''] ?? 1);
}

function shownLines(lines: readonly string[]): string[] {
  const full = lines.filter((line) => line.trim());
  const fitting = full.length > mostPoints ? [...full.slice(0, mostPoints - 1), '…'] : full;
  return fitting.length > 0 ? fitting.map((line) => shown(line)) : ['…'];
}

/** The first sentence stands under the heading, unless it is all that is said: then the caption shows it already. */
function subtitleOf(words: readonly string[], heading: string): string {
  const [first, ...more] = sentences(words.join(' '));
  if (!first || more.length === 0 || first.length > 140 || first === heading) return '';
  return first;
}

/** A title for a text that has none. */
export function headlineOf(sections: readonly Section[]): string {
  const named = sections.find(({ heading }) => heading)?.heading;
  const words = sections.flatMap(({ pieces }) =>
    pieces.flatMap((piece) => (piece.kind === 'words' ? [piece.words] : wordsOf(piece))),
  );
  return named ?? (headline(words[0] ?? '') || 'Untitled');
}

/** The start of what is said, short enough for a large line. */
function headline(narration: string): string {
  const first = sentences(narration)[0] ?? '';
  const bare = first.replace(/[.。!！?？…:：;；,，、]+$/u, (end) => (/[?？!！]/u.test(end) ? end : ''));
  if (bare.length <= 90) return bare;
  const clause = /^.{20,90}?(?=[,;:，；：—–])/u.exec(bare)?.[0];
  return clause ?? bare;
}

// Making one takes longer than using it.
const sentenceBreaker = new Intl.Segmenter('en', { granularity: 'sentence' });
const sentences = (text: string): string[] =>
  [...sentenceBreaker.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);

/** What a card can hold in any case; a letter of two halves is not torn. */
const shown = (text: string, longest = 600): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;

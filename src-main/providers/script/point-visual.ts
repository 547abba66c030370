import type { Visual } from '../../../src-shared/film.ts';
import { bare, listItems } from './read-topic.ts';
import { upperFirst } from './words.ts';

export interface Point {
  /** A few words, for steps, chapters and the recap. */
  short: string;
  /** All of it, as it was given. */
  full: string;
  /** What is said beyond `short`. */
  detail: string;
}

const shortEnough = 64;
const arrow = /\s*(?:→|->|⇒|=>)\s*/gu;

/** Takes a key point apart: "Head: rest", or as a whole. */
export function readPoint(text: string): Point {
  const full = upperFirst(text.replace(/\s+/gu, ' ').replace(arrow, ' → ').trim());
  const [, head = '', rest = ''] = /^(.{2,60}?)\s*(?:[:：]|\s[–—-]\s)\s*(.+)$/u.exec(full) ?? [];
  if (head && rest) return { short: bare(head), full, detail: upperFirst(rest) };
  const short = bare(full);
  if (short.length <= shortEnough) return { short, full, detail: '' };
  const clause = /^.{12,64}?(?=\s*[,;，；、—–(])/u.exec(short)?.[0];
  return { short: bare(clause ?? `${short.slice(0, shortEnough).replace(/\s+\S*$/u, '')}…`), full, detail: '' };
}

/** What a voice says of a point: it has no word for an arrow. */
export const speakable = (text: string): string => text.replace(arrow, ', ');

interface Place {
  index: number;
  points: readonly Point[];
  kicker: string;
}

/** The card for one point: a figure, a path, a list, or words. */
export function pointVisual(point: Point, { index, points, kicker }: Place): Visual {
  const head = kicker ? { kicker } : {};
  const path = point.full.split(arrow).map(bare);
  if (path.length >= 2 && path.length <= 6 && path.every(Boolean)) {
    const [first = '', ...steps] = path;
    const [, title = '', start = first] = /^(.+?)[:：]\s*(.+)$/u.exec(first) ?? [];
    return { kind: 'steps', ...head, title, steps: [start, ...steps].map(upperFirst), current: 0 };
  }
  const items = point.detail ? listItems(point.detail) : [];
  // Two parts are more often a sentence than a list: "Say it once, then show it".
  if (items.length >= 3 && items.length <= 6) {
    return { kind: 'bullets', ...head, title: point.short, items: items.map((text) => ({ text })) };
  }
  return figureVisual(point, head) ?? wordsVisual(point, { index, points, kicker });
}

/** A figure worth a card: with a currency, a unit or a percent sign, or large; not a year, not "3D" or "H264". */
const figurePattern =
  /(?<![\p{L}\d.,:/-])([\p{Sc}]\s?)?(\d{1,3}(?:[,’ ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(\s?[%‰]|\s?(?:percent|per cent)\b|\s?(?:kg|g|mg|km|m|cm|mm|ml|l|GB|MB|kB|ms|s|min|h|°C|°F|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b|[kKM]\b|x\b)?(?![\p{L}\d:/-]|[.,]\d)/u;

function figureVisual(point: Point, head: { kicker?: string }): Visual | undefined {
  const match = figurePattern.exec(point.full);
  if (!match) return undefined;
  const [whole, currency = '', digits = '', unit = ''] = match;
  if (!currency && !unit && /^(?:1[89]|20)\d{2}$/u.test(digits)) return undefined;
  const value = whole.replace(/\s?(?:percent|per cent)$/u, '%').replace(/\s+(?=[%‰])/u, '');
  const rest = bare(point.full.slice(match.index + whole.length)).trim();
  const startsWithIt = match.index === 0 && rest.length > 2;
  const fraction = value.endsWith('%') ? Number(digits.replace(',', '.')) / 100 : undefined;
  return {
    kind: 'number',
    ...head,
    value,
    caption: startsWithIt ? rest : bare(point.full),
    ...(fraction !== undefined && fraction <= 1 && { fraction }),
  };
}

/** Short points stand on a common path; longer ones alone, now as a title and now as a quotation of themselves. */
function wordsVisual(point: Point, { index, points, kicker }: Place): Visual {
  const head = kicker ? { kicker } : {};
  const canStandOnPath = points.length >= 2 && points.length <= 6 && points.every(({ short }) => short.length <= 26);
  if (canStandOnPath) {
    const steps = points.map(({ short }) => short);
    return {
      kind: 'steps',
      ...head,
      title: point.short,
      ...(point.detail && { subtitle: point.detail }),
      steps,
      current: index,
    };
  }
  if (!point.detail && index % 2 === 1) return { kind: 'quote', quote: point.full };
  const subtitle = point.detail || (point.short === bare(point.full) ? '' : point.full);
  return { kind: 'title', ...head, title: point.short, ...(subtitle && { subtitle }) };
}

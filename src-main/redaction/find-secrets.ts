import { buildAutomaton } from './automaton.ts';
import { decodeView, escapedRegions } from './decoded-view.ts';
import { encodedRuns } from './encoded-runs.ts';
import { ranks, type Finding } from './finding.ts';
import { findNumbers } from './find-numbers.ts';
import { findRuns, type TextRun } from './find-tokens.ts';
import { findWordedSecrets } from './find-worded-secrets.ts';
import { placeholderPattern } from './placeholders.ts';
import { startScan, type Scan } from './scan.ts';
import type { Trigger } from './triggers.ts';

/** Escapes inside escapes, base64 inside JSON inside base64: deeper than this nobody nests by accident. */
const deepestNesting = 4;
/** A decoded form says more than the raw one about which secret it is. */
const decodedBonus = 0.1;

export type FindSecrets = (text: string) => Finding[];

/** Searches a text, then what its escapes and its encoded runs hold; all in time that grows with the text's length. */
export function createFinder(triggers: readonly Trigger[]): FindSecrets {
  const automaton = buildAutomaton(triggers);
  const findAll = (text: string, depth: number): Finding[] => {
    const scan = startScan(text);
    automaton.scan(text, (index, end) => {
      const trigger = triggers[index]!;
      trigger.find(scan, end - trigger.text.length, end);
    });
    findNumbers(scan);
    const longRuns = findRuns(scan);
    findWordedSecrets(scan, longRuns);
    if (depth < deepestNesting) {
      findInViews(scan, (inner) => findAll(inner, depth + 1));
      findInRuns(scan, longRuns, (inner) => findAll(inner, depth + 1));
    }
    return scan.findings;
  };
  return (text) => withoutPlaceholders(text, withoutMedia(text, findAll(text, 0)));
}

function findInViews(scan: Scan, find: FindSecrets): void {
  for (const region of escapedRegions(scan.text)) {
    const view = decodeView(scan.text.slice(region.start, region.end));
    if (!view) continue;
    for (const finding of find(view.text)) {
      scan.findings.push({
        ...finding,
        start: region.start + view.startOf(finding.start),
        end: region.start + view.endOf(finding.end - 1),
        from: region.start + view.startOf(finding.from),
        rank: finding.rank + decodedBonus,
      });
    }
  }
}

/** One secret inside makes the whole run unfit to share. */
function findInRuns(scan: Scan, longRuns: readonly TextRun[], find: FindSecrets): void {
  for (const { start, end, decoded } of encodedRuns(scan.text, longRuns)) {
    const inside = find(decoded)[0];
    if (inside) scan.findings.push({ ...inside, start, end, from: start });
  }
}

const mediaData = /data:(?:image|audio|video|font)\/[\w.+-]{1,40}(?:;[\w=.-]{1,40}){0,3};base64,[\w+/=%-]*/gi;

/** What looks like a token inside a picture's base64 is the picture; only what the studio knows itself is found there. */
function withoutMedia(text: string, findings: Finding[]): Finding[] {
  if (!text.includes(';base64,')) return findings;
  const spans = spansOf(text, mediaData);
  return findings.filter((finding) => {
    const span = spanAt(spans, finding.start);
    return !span || span.start > finding.start || finding.end > span.end || finding.rank >= ranks.known;
  });
}

/** What an earlier redaction left is no secret. */
function withoutPlaceholders(text: string, findings: Finding[]): Finding[] {
  if (!text.includes('[REDACTED:')) return findings;
  const spans = spansOf(text, placeholderPattern);
  return findings.filter((finding) => {
    const span = spanAt(spans, finding.start);
    return !(span && finding.start < span.end && finding.end > span.start && isMostly(finding, span));
  });
}

const spansOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** The first of the spans, which stand in order, that ends behind `index`. */
function spanAt(spans: readonly Span[], index: number): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]!.end <= index) low = middle + 1;
    else high = middle;
  }
  return spans[low];
}

interface Span {
  start: number;
  end: number;
}

const isMostly = (finding: Finding, span: Span): boolean =>
  finding.start >= span.start - 1 && finding.end <= span.end + 1;

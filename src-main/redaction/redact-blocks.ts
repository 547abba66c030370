import { mergeFindings, type Finding } from './finding.ts';
import type { FindSecrets } from './find-secrets.ts';
import { placeholderPattern, type Placeholders } from './placeholders.ts';

/** How often each rule struck. */
export type RedactionCounts = Record<string, number>;

/** Redacts a text that comes in pieces; where the pieces end makes no difference to the result. */
export interface BlockRedaction {
  push(text: string): string;
  end(): string;
  readonly counts: RedactionCounts;
}

const blockLength = 512 * 1024;
/** A block is searched together with what follows, so that no secret is cut in two; no finding is longer than this. */
const lookaheadLength = 72 * 1024;

export function redactBlocks(find: FindSecrets, placeholders: Placeholders): BlockRedaction {
  const counts: RedactionCounts = {};
  let pending = '';
  const takeBlock = (isLast: boolean): string => {
    const block = isLast ? pending : pending.slice(0, blockLength + lookaheadLength);
    const findings = mergeFindings(find(block));
    const cut = isLast ? block.length : cutBetween(block, findings);
    pending = pending.slice(cut);
    return replace(
      block.slice(0, cut),
      findings.filter(({ end }) => end <= cut),
      placeholders,
      counts,
    );
  };
  const drain = (): string => {
    const parts: string[] = [];
    while (pending.length >= blockLength + lookaheadLength) parts.push(takeBlock(false));
    return parts.join('');
  };
  return {
    counts,
    push: (text) => {
      pending += text;
      return drain();
    },
    end: () => drain() + takeBlock(true),
  };
}

/** The last line break, else blank, else place at all in the block that lies in no finding and between no name and its value. */
function cutBetween(block: string, findings: readonly Finding[]): number {
  const half = blockLength / 2;
  for (const at of [
    freeAt(block, findings, (end) => block.lastIndexOf('\n', end - 1) + 1),
    freeAt(block, findings, (end) => block.lastIndexOf(' ', end - 1) + 1),
  ])
    if (at >= half) return at;
  const cut = freeAt(block, findings, (end) => (isHighSurrogate(block.charCodeAt(end - 1)) ? end - 1 : end));
  return cut > 0 ? cut : block.length;
}

function freeAt(block: string, findings: readonly Finding[], previous: (end: number) => number): number {
  let cut = previous(blockLength);
  for (let index = findings.length - 1; index >= 0 && cut > 0; index -= 1) {
    const finding = findings[index]!;
    if (finding.from < cut && finding.end > cut) cut = previous(finding.from);
  }
  return Math.min(cut, block.length);
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

function replace(
  text: string,
  findings: readonly Finding[],
  placeholders: Placeholders,
  counts: RedactionCounts,
): string {
  const parts: string[] = [];
  let copied = 0;
  const copy = (end: number): void => {
    const kept = text.slice(copied, end);
    if (kept.includes('[REDACTED:'))
      for (const match of kept.matchAll(placeholderPattern)) placeholders.skipPast(Number(match[1]));
    parts.push(kept);
  };
  for (const { start, end, rule, secret } of findings) {
    copy(start);
    parts.push(placeholders.for(rule, secret));
    counts[rule] = (counts[rule] ?? 0) + 1;
    copied = end;
  }
  copy(text.length);
  return parts.join('');
}

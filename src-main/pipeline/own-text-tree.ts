import type { BlockContent, Nodes, Root, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmTable } from 'micromark-extension-gfm-table';

/** A run of words to be spoken, or something to be shown. */
export type Piece =
  | { kind: 'words'; words: string }
  | { kind: 'picture'; reference: string; caption: string }
  | { kind: 'points'; isOrdered: boolean; points: Point[] }
  | { kind: 'quote'; quote: string; attribution: string; words: string }
  | { kind: 'table'; rows: { cells: string[]; isStrong: boolean }[] }
  | { kind: 'code'; lines: string[] };

export interface Point {
  text: string;
  detail: string;
  /** As written, to be spoken. */
  words: string;
}

/** A stretch of the text under one heading, or under none. */
export interface Section {
  heading: string;
  /** The heading above a heading of the third level or deeper. */
  parent: string;
  depth: number;
  pieces: Piece[];
}

export interface TextTree {
  frontMatter: string;
  sections: Section[];
}

/** Takes Markdown apart. Marks are gone from the words, the words are as written. */
export function readTextTree(markdown: string): TextTree {
  const root: Root = fromMarkdown(markdown.replace(/^\uFEFF/, ''), {
    extensions: [frontmatter(['yaml']), gfmTable()],
    mdastExtensions: [frontmatterFromMarkdown(['yaml']), gfmTableFromMarkdown()],
  });
  const sections: Section[] = [];
  let parent = '';
  let current: Section = { heading: '', parent: '', depth: 0, pieces: [] };
  for (const node of root.children) {
    if (node.type === 'heading') {
      sections.push(current);
      const heading = plainText(node);
      if (node.depth <= 2) parent = heading;
      current = { heading, parent: node.depth > 2 ? parent : '', depth: node.depth, pieces: [] };
    } else {
      current.pieces.push(...piecesOf(node));
    }
  }
  sections.push(current);
  const yaml = root.children.find((node) => node.type === 'yaml');
  return {
    frontMatter: yaml?.value ?? '',
    sections: sections.filter(({ depth, pieces }) => depth > 0 || pieces.length > 0),
  };
}

function piecesOf(node: RootContent | BlockContent): Piece[] {
  switch (node.type) {
    case 'paragraph':
      return paragraphPieces(node.children);
    case 'blockquote':
      return [quoteOf(node.children)];
    case 'list':
      return [
        {
          kind: 'points',
          isOrdered: node.ordered === true,
          points: node.children.map(({ children }) => pointOf(children)),
        },
      ];
    case 'table':
      return [{ kind: 'table', rows: tableRows(node) }];
    case 'code':
      return [{ kind: 'code', lines: node.value.split('\n') }];
    default:
      // Rules, link definitions, raw HTML: nothing to say and nothing to show.
      return [];
  }
}

/** Pictures inside a paragraph stand where they are: between the words before and after. */
function paragraphPieces(nodes: readonly Nodes[]): Piece[] {
  const pieces: Piece[] = [];
  let words: Nodes[] = [];
  const speak = (): void => {
    const spoken = joinText(words);
    if (spoken) pieces.push({ kind: 'words', words: spoken });
    words = [];
  };
  for (const node of nodes) {
    if (node.type === 'image') {
      speak();
      pieces.push({ kind: 'picture', reference: node.url, caption: node.title ?? '' });
    } else {
      words.push(node);
    }
  }
  speak();
  return pieces;
}

const attributionMark = /^\s*(?:—|–|--|―)\s*/u;

/** The last line is who said it when it starts with a dash. */
function quoteOf(blocks: readonly Nodes[]): Piece {
  const lines = blocks.flatMap((block) => lineText(block).split('\n')).filter((line) => line.trim());
  const last = lines.at(-1) ?? '';
  const isAttributed = lines.length > 1 && attributionMark.test(last);
  return {
    kind: 'quote',
    quote: (isAttributed ? lines.slice(0, -1) : lines).join(' ').trim(),
    attribution: isAttributed ? last.replace(attributionMark, '') : '',
    words: lines.join(' ').trim(),
  };
}

function pointOf(blocks: readonly Nodes[]): Point {
  const [first, ...rest] = blocks;
  const firstWords = first ? plainText(first) : '';
  const restWords = rest.map(plainText).filter(Boolean).join(' ');
  const words = [firstWords, restWords].filter(Boolean).map(withStop).join(' ');
  const head = headOf(first, firstWords);
  if (head) return { ...head, words };
  return { text: firstWords, detail: restWords, words };
}

/** "**Head** rest" and "Head: rest" show as a point with a detail. */
function headOf(first: Nodes | undefined, words: string): { text: string; detail: string } | undefined {
  const strong =
    first?.type === 'paragraph' && first.children[0]?.type === 'strong' ? plainText(first.children[0]) : '';
  const colon = /^(.{2,40}?)\s*[:：]\s*(?=\S{2}|\S$)/u.exec(words);
  const head = strong || colon?.[1] || '';
  const detail = strong ? words.slice(strong.length) : words.slice(colon?.[0].length ?? 0);
  const rest = detail.replace(/^[\s:：.–—-]+/u, '');
  return head && rest ? { text: head.replace(/[\s:：.]+$/u, ''), detail: rest } : undefined;
}

const tableRows = (table: Table): { cells: string[]; isStrong: boolean }[] =>
  table.children.slice(1).map((row) => ({
    cells: row.children.map(plainText),
    isStrong: row.children.some((cell) => cell.children.some(({ type }) => type === 'strong')),
  }));

/** Gives a point the stop that a voice needs between two of them. */
export function withStop(words: string): string {
  if (/[\p{P}\p{S}]$/u.test(words)) return words;
  return words + (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(words) ? '。' : '.');
}

const plainText = (node: Nodes): string => lineText(node).replace(/\s+/gu, ' ').trim();

/** With the line ends as they were written. */
function lineText(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'html' || node.type === 'image' || node.type === 'imageReference') return '';
  if ('children' in node) {
    const between = node.children.some(({ type }) => type === 'paragraph' || type === 'listItem') ? '\n' : '';
    return (node.children as Nodes[]).map(lineText).join(between);
  }
  return 'value' in node ? node.value : '';
}

const joinText = (nodes: readonly Nodes[]): string => nodes.map(lineText).join('').replace(/\s+/gu, ' ').trim();

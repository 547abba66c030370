import type { Node } from '@takumi-rs/core';
import type { Visual } from '../../../src-shared/film.ts';
import type { Desk, Template } from '../desk.ts';
import { head } from '../head.ts';
import { column, row } from '../nodes.ts';

type Bullets = Extract<Visual, { kind: 'bullets' }>;
type Item = Bullets['items'][number];

export const bulletsCard: Template<Bullets> = async (visual, desk) => {
  const { sheet, palette, px } = desk;
  const top = await head(visual, palette.accents[1], desk);
  const gap = px(sheet.shape === 'landscape' ? 60 : 64);
  const room = (sheet.content.height - top.height - gap) / visual.items.length;
  const rowHeight = Math.max(px(72), Math.min(px(sheet.shape === 'portrait' ? 210 : 162), room - 2));
  const rows: Node[] = [];
  for (const [index, item] of visual.items.entries()) rows.push(await itemRow(item, index, rowHeight, visual, desk));
  return {
    content: column({ gap }, [top.node, column({ borderBottom: `2px solid ${palette.line}` }, rows)]),
    stands: sheet.shape === 'landscape' ? 'top' : 'middle',
    backdrop: { kind: 'corners' },
  };
};

async function itemRow(item: Item, index: number, rowHeight: number, visual: Bullets, desk: Desk): Promise<Node> {
  const { sheet, palette, type, px } = desk;
  const accent = palette.accents[index % 3] ?? palette.text;
  const numberSize = px(sheet.type.row) * 0.68;
  const number = await type.fit(String(index + 1).padStart(2, '0'), {
    width: numberSize * 2.1,
    sizes: [numberSize, numberSize],
    maxLines: 1,
    weight: 600,
    colour: accent,
  });
  const gap = px(sheet.shape === 'landscape' ? 44 : 32);
  const textWidth = sheet.content.width - numberSize * 2.1 - gap;
  const isSideBySide = sheet.shape === 'landscape' && visual.items.some(({ detail }) => detail?.trim());
  const lines = linesPerItem(visual.items.length, desk);
  const half = textWidth * 0.47;
  const words = await itemText(
    item.text,
    { width: isSideBySide ? half : textWidth, rowHeight, maxLines: lines.text },
    desk,
  );
  const detailWidth = isSideBySide ? textWidth - half - gap : textWidth;
  const detail = item.detail?.trim()
    ? await itemDetail(item.detail, { width: detailWidth, rowHeight, maxLines: lines.detail }, desk)
    : undefined;
  const texts = isSideBySide
    ? row(
        { alignItems: 'center', gap, width: textWidth },
        detail ? [column({ width: half }, [words]), detail] : [words],
      )
    : column({ gap: px(10) }, detail ? [words, detail] : [words]);
  return row(
    {
      alignItems: 'center',
      gap,
      minHeight: rowHeight,
      padding: `${px(10)}px 0`,
      borderTop: `2px solid ${palette.line}`,
    },
    [number.node, texts],
  );
}

/** How many lines an item may take: six of them must fit in a square as well. */
function linesPerItem(itemCount: number, { sheet }: Desk): { text: number; detail: number } {
  if (sheet.shape === 'square') return itemCount > 3 ? { text: 2, detail: 1 } : { text: 3, detail: 2 };
  return { text: sheet.shape === 'landscape' ? 2 : 3, detail: 2 };
}

interface Room {
  width: number;
  rowHeight: number;
  maxLines: number;
}

async function itemText(text: string, { width, rowHeight, maxLines }: Room, desk: Desk): Promise<Node> {
  const size = Math.min(desk.px(desk.sheet.type.row), rowHeight * 0.42);
  const { node } = await desk.type.fit(text, {
    width,
    sizes: [size, size * 0.68],
    maxLines,
    weight: 600,
    colour: desk.palette.text,
    leading: 1.18,
    tracking: -0.02,
  });
  return node;
}

async function itemDetail(detail: string, { width, rowHeight, maxLines }: Room, desk: Desk): Promise<Node> {
  const size = Math.min(desk.px(desk.sheet.type.detail), rowHeight * 0.32);
  const { node } = await desk.type.fit(detail, {
    width,
    sizes: [size, size * 0.75],
    maxLines,
    weight: 400,
    colour: desk.palette.muted,
    leading: 1.3,
  });
  return node;
}

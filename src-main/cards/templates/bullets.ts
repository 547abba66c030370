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
  const words = await itemText(item, isSideBySide ? textWidth * 0.47 : textWidth, rowHeight, isSideBySide, desk);
  const detail = item.detail?.trim()
    ? await itemDetail(item.detail, isSideBySide ? textWidth * 0.53 - gap : textWidth, rowHeight, desk)
    : undefined;
  const texts = isSideBySide
    ? row(
        { alignItems: 'center', gap, width: textWidth },
        detail ? [column({ width: textWidth * 0.47 }, [words]), detail] : [words],
      )
    : column({ gap: px(10) }, detail ? [words, detail] : [words]);
  return row(
    {
      alignItems: 'center',
      gap,
      minHeight: rowHeight,
      padding: `${px(14)}px 0`,
      borderTop: `2px solid ${palette.line}`,
    },
    [number.node, texts],
  );
}

async function itemText(
  text: Item,
  width: number,
  rowHeight: number,
  isSideBySide: boolean,
  desk: Desk,
): Promise<Node> {
  const size = Math.min(desk.px(desk.sheet.type.row), rowHeight * 0.42);
  const { node } = await desk.type.fit(text.text, {
    width,
    sizes: [size, size * 0.68],
    maxLines: isSideBySide || desk.sheet.shape === 'landscape' ? 2 : 3,
    weight: 600,
    colour: desk.palette.text,
    leading: 1.18,
    tracking: -0.02,
  });
  return node;
}

async function itemDetail(detail: string, width: number, rowHeight: number, desk: Desk): Promise<Node> {
  const size = Math.min(desk.px(desk.sheet.type.detail), rowHeight * 0.32);
  const { node } = await desk.type.fit(detail, {
    width,
    sizes: [size, size * 0.75],
    maxLines: 2,
    weight: 400,
    colour: desk.palette.muted,
    leading: 1.3,
  });
  return node;
}

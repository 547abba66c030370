import type { Node } from '@takumi-rs/core';
import type { Desk } from './desk.ts';
import { column, row } from './nodes.ts';

interface Block {
  node: Node;
  height: number;
}

/** The short line above a title, behind a dash in its accent. */
export async function kicker(text: string, colour: string, desk: Desk): Promise<Block> {
  const { sheet, type, px } = desk;
  const size = px(sheet.type.kicker);
  const line = await type.fit(text.toLocaleUpperCase(desk.language), {
    width: sheet.content.width - 70,
    sizes: [size, size * 0.8],
    maxLines: 1,
    weight: 600,
    colour,
    tracking: 0.105,
  });
  const dash = column({ width: 44, height: 4, borderRadius: 2, backgroundColor: colour });
  return { node: row({ alignItems: 'center', gap: 18 }, [dash, line.node]), height: line.height };
}

interface HeadTexts {
  kicker?: string | undefined;
  title: string;
  subtitle?: string | undefined;
}

/** Kicker, title and subtitle as most cards begin, with the height they take. Empty ones take none. */
export async function head(texts: HeadTexts, accent: string, desk: Desk): Promise<Block> {
  const { sheet, palette, type, px } = desk;
  const parts: { block: Block; gap: number }[] = [];
  if (texts.kicker?.trim()) parts.push({ block: await kicker(texts.kicker, accent, desk), gap: px(30) });
  if (texts.title.trim()) {
    const size = px(sheet.type.heading);
    const title = await type.fit(texts.title, {
      width: sheet.content.width,
      sizes: [size, size * 0.62],
      maxLines: sheet.shape === 'landscape' ? 2 : 3,
      weight: 800,
      colour: palette.text,
      leading: 1.08,
      tracking: -0.034,
      isBalanced: true,
    });
    parts.push({ block: title, gap: px(22) });
  }
  if (texts.subtitle?.trim()) {
    const size = px(sheet.type.body);
    const subtitle = await type.fit(texts.subtitle, {
      width: Math.min(sheet.content.width, 1240),
      sizes: [size, size * 0.8],
      maxLines: 2,
      weight: 400,
      colour: palette.muted,
      leading: 1.4,
    });
    parts.push({ block: subtitle, gap: 0 });
  }
  const spaced = parts.map(({ block, gap }, index) => ({ block, gap: index < parts.length - 1 ? gap : 0 }));
  return {
    node: column(
      {},
      spaced.map(({ block, gap }) => column({ marginBottom: gap }, [block.node])),
    ),
    height: spaced.reduce((height, { block, gap }) => height + block.height + gap, 0),
  };
}

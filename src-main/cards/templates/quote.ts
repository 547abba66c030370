import type { Visual } from '../../../src-shared/film.ts';
import type { Template } from '../desk.ts';
import { column, row } from '../nodes.ts';
import { isLatin } from '../writing.ts';

export const quoteCard: Template<Extract<Visual, { kind: 'quote' }>> = async (visual, desk) => {
  const { sheet, palette, type, px } = desk;
  const isWide = sheet.shape === 'landscape';
  const isSerif = isLatin(visual.quote);
  const markSize = px(isWide ? 320 : 300);
  const mark = await type.fit('“', {
    width: markSize,
    sizes: [markSize, markSize],
    maxLines: 1,
    weight: 400,
    colour: palette.accents[0],
    leading: 0.7,
    isSerif: true,
  });
  const size = px(isWide ? 98 : sheet.shape === 'portrait' ? 104 : 84) * (isSerif ? 1 : 0.82);
  const quote = await type.fit(visual.quote, {
    width: Math.min(sheet.content.width, 1560),
    sizes: [size, size * 0.5],
    maxLines: isWide ? 5 : sheet.shape === 'portrait' ? 10 : 7,
    weight: isSerif ? 400 : 600,
    colour: palette.text,
    leading: 1.14,
    tracking: -0.01,
    isSerif,
    isBalanced: true,
  });
  const parts = [column({ height: markSize * 0.47 }, [mark.node]), quote.node];
  if (visual.attribution?.trim()) {
    const nameSize = px(sheet.type.detail);
    const name = await type.fit(visual.attribution, {
      width: sheet.content.width - 100,
      sizes: [nameSize, nameSize * 0.8],
      maxLines: 2,
      weight: 500,
      colour: palette.muted,
    });
    const dash = column({ width: 64, height: 2, backgroundColor: palette.muted });
    parts.push(row({ alignItems: 'center', gap: 26, marginTop: px(52) }, [dash, name.node]));
  }
  return { content: column({}, parts), stands: 'middle', backdrop: { kind: 'overhead' } };
};

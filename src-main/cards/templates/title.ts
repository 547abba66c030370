import type { Visual } from '../../../src-shared/film.ts';
import type { Template } from '../desk.ts';
import { kicker } from '../head.ts';
import { column } from '../nodes.ts';

export const titleCard: Template<Extract<Visual, { kind: 'title' }>> = async (visual, desk) => {
  const { sheet, palette, type, px } = desk;
  const isWide = sheet.shape === 'landscape';
  const parts = [];
  if (visual.kicker?.trim()) parts.push((await kicker(visual.kicker, palette.accents[1], desk)).node);
  const hero = px(sheet.type.hero);
  const title = await type.fit(visual.title, {
    width: isWide ? Math.min(sheet.content.width, 1480) : sheet.content.width,
    sizes: [hero, hero * 0.5],
    maxLines: isWide ? 3 : 5,
    weight: 800,
    colour: palette.text,
    leading: 1.05,
    tracking: -0.036,
    isBalanced: true,
  });
  parts.push(title.node);
  if (visual.subtitle?.trim()) {
    const size = px(sheet.type.body);
    const subtitle = await type.fit(visual.subtitle, {
      width: Math.min(sheet.content.width, 1180),
      sizes: [size, size * 0.8],
      maxLines: isWide ? 3 : 5,
      weight: 400,
      colour: palette.muted,
      leading: 1.45,
      isBalanced: true,
    });
    parts.push(subtitle.node);
  }
  return { content: column({ gap: px(40) }, parts), stands: 'middle', backdrop: { kind: 'corners' } };
};

import type { Visual } from '../../../src-shared/film.ts';
import type { Template } from '../desk.ts';
import { column } from '../nodes.ts';

const white = '#ffffff';
const softWhite = 'rgba(255,255,255,0.86)';

/** Words on a picture. The shade under them is the frame's; colours are the same in every theme. */
export const pictureCard: Template<Extract<Visual, { kind: 'picture' }>> = async (visual, desk) => {
  const { sheet, type, px } = desk;
  const isWide = sheet.shape === 'landscape';
  const parts = [];
  if (visual.label?.trim()) {
    const size = px(sheet.type.kicker);
    const label = await type.fit(visual.label, {
      width: sheet.content.width - 60,
      sizes: [size, size * 0.8],
      maxLines: 1,
      weight: 600,
      colour: white,
    });
    const pill = {
      alignSelf: 'flex-start',
      padding: `${px(12)}px ${px(26)}px`,
      borderRadius: 999,
      backgroundColor: 'rgba(255,255,255,0.14)',
      backdropFilter: 'blur(18px)',
      border: '1px solid rgba(255,255,255,0.25)',
    };
    parts.push(column(pill, [{ ...label.node, style: { ...label.node.style, width: `${label.width + 4}px` } }]));
  }
  if (visual.title?.trim()) {
    const size = px(sheet.type.heading) * 0.96;
    const title = await type.fit(visual.title, {
      width: sheet.content.width,
      sizes: [size, size * 0.6],
      maxLines: isWide ? 2 : 4,
      weight: 800,
      colour: white,
      leading: 1.07,
      tracking: -0.034,
      isBalanced: true,
      extra: { textShadow: '0 4px 40px rgba(0,0,0,0.45)' },
    });
    parts.push(title.node);
  }
  if (visual.caption?.trim()) {
    const size = px(sheet.type.body) * 0.95;
    const caption = await type.fit(visual.caption, {
      width: Math.min(sheet.content.width, 1400),
      sizes: [size, size * 0.8],
      maxLines: isWide ? 2 : 4,
      weight: 400,
      colour: softWhite,
      leading: 1.4,
    });
    parts.push(caption.node);
  }
  return {
    content: column({ gap: px(22) }, parts),
    stands: 'bottom',
    backdrop: { kind: 'picture', focus: visual.focus ?? { x: 0.5, y: 0.5 } },
  };
};

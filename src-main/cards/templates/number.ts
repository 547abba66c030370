import type { Node } from '@takumi-rs/core';
import type { Visual } from '../../../src-shared/film.ts';
import type { Desk, Template } from '../desk.ts';
import { kicker } from '../head.ts';
import { column, row } from '../nodes.ts';

type Figure = Extract<Visual, { kind: 'number' }>;

export const numberCard: Template<Figure> = async (visual, desk) => {
  const { sheet, palette, px } = desk;
  const isWide = sheet.shape === 'landscape';
  const parts: Node[] = [];
  let taken = 0;
  if (visual.kicker?.trim()) {
    const line = await kicker(visual.kicker, palette.accents[2], desk);
    parts.push(line.node);
    taken += line.height;
  }
  const figure = await figureAndCaption(visual, desk);
  const bar = visual.fraction === undefined ? [] : [fractionBar(visual.fraction, desk)];
  const below = bar.length > 0 ? px(110) : 0;
  // The figure stands in the middle of the room that kicker and bar leave.
  const room = Math.max(sheet.content.height - taken - below, 0);
  parts.push(
    column(isWide ? { minHeight: room, justifyContent: 'center' } : { padding: `${px(44)}px 0 ${px(72)}px` }, [figure]),
    ...bar,
  );
  return { content: column({}, parts), stands: isWide ? 'top' : 'middle', backdrop: { kind: 'corners' } };
};

async function figureAndCaption(visual: Figure, desk: Desk): Promise<Node> {
  const { sheet, palette, type, px } = desk;
  const isWide = sheet.shape === 'landscape';
  const gradient = `linear-gradient(${desk.isRightToLeft ? 240 : 120}deg, ${palette.gradient[0]}, ${palette.gradient[1]} 80%)`;
  const value = await type.fit(visual.value, {
    width: sheet.content.width,
    sizes: [px(isWide ? 420 : 440), px(120)],
    maxLines: 1,
    weight: 800,
    colour: 'transparent',
    leading: 1,
    tracking: -0.05,
    extra: { backgroundImage: gradient, backgroundClip: 'text' },
  });
  const isBeside = isWide && value.width < sheet.content.width * 0.56;
  const gap = px(isBeside ? 90 : 34);
  const captionWidth = isBeside
    ? Math.min(sheet.content.width - value.width - gap, 760)
    : Math.min(sheet.content.width, 1400);
  const caption = await captionAndNote(visual, captionWidth, desk);
  // The gradient runs over the figure alone; negative tracking also follows the last letter, which needs the slack.
  const width = value.width + 8;
  const valueBox = column({ width }, [{ ...value.node, style: { ...value.node.style, width: `${width}px` } }]);
  return isBeside
    ? row({ alignItems: 'center', gap }, [valueBox, caption])
    : column({ gap, alignItems: 'flex-start' }, [valueBox, caption]);
}

async function captionAndNote(visual: Figure, width: number, desk: Desk): Promise<Node> {
  const { sheet, palette, type, px } = desk;
  const size = px(sheet.shape === 'square' ? 54 : 64);
  const parts: Node[] = [];
  if (visual.caption.trim()) {
    const caption = await type.fit(visual.caption, {
      width,
      sizes: [size, size * 0.6],
      maxLines: 4,
      weight: 600,
      colour: palette.text,
      leading: 1.16,
      tracking: -0.023,
      isBalanced: true,
    });
    parts.push(caption.node);
  }
  if (visual.note?.trim()) {
    const noteSize = px(sheet.type.detail) * 0.86;
    const note = await type.fit(visual.note, {
      width,
      sizes: [noteSize, noteSize * 0.85],
      maxLines: 3,
      weight: 400,
      colour: palette.muted,
      leading: 1.4,
    });
    parts.push(note.node);
  }
  return column({ gap: px(26) }, parts);
}

function fractionBar(fraction: number, desk: Desk): Node {
  const { palette, isRightToLeft } = desk;
  const [from, to] = palette.gradient;
  return column({ height: 14, width: desk.sheet.content.width, borderRadius: 7, backgroundColor: palette.line }, [
    column({
      width: `${fraction * 100}%`,
      height: 14,
      borderRadius: 7,
      backgroundImage: `linear-gradient(${isRightToLeft ? 270 : 90}deg, ${from}, ${to})`,
      boxShadow: `0 0 40px ${to}${palette.glow}`,
    }),
  ]);
}

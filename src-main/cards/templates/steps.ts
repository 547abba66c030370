import type { Node } from '@takumi-rs/core';
import type { Visual } from '../../../src-shared/film.ts';
import type { Desk, Template } from '../desk.ts';
import { head } from '../head.ts';
import { column, imageNode, layer, row } from '../nodes.ts';

type Steps = Extract<Visual, { kind: 'steps' }>;

/** A path from left to right where there is width for it, from top to bottom where there is height. */
export const stepsCard: Template<Steps> = async (visual, desk) => {
  const { sheet, palette, px } = desk;
  const top = await head(visual, palette.accents[0], desk);
  const isWide = sheet.shape === 'landscape';
  const gap = px(isWide ? 40 : 64);
  const room = Math.max(sheet.content.height - top.height - gap, px(240));
  const path = isWide ? await levelPath(visual, room, desk) : await fallingPath(visual, room, desk);
  return {
    content: column({ gap }, [top.node, path]),
    stands: isWide ? 'top' : 'middle',
    backdrop: { kind: 'corners' },
  };
};

async function levelPath(visual: Steps, room: number, desk: Desk): Promise<Node> {
  const { sheet, palette, type, px, isRightToLeft } = desk;
  const count = visual.steps.length;
  const pitch = sheet.content.width / count;
  const diameter = px(120);
  const steps = await Promise.all(
    visual.steps.map(async (step, index) => {
      const label = await type.fit(step, {
        width: pitch - px(28),
        sizes: [px(38), px(24)],
        maxLines: 3,
        weight: index === visual.current ? 600 : 500,
        colour: index === visual.current ? palette.text : palette.muted,
        leading: 1.2,
        extra: { textAlign: 'center' },
      });
      return column({ alignItems: 'center', gap: px(30), width: pitch }, [
        await circle(index, visual.current, diameter, desk),
        label.node,
      ]);
    }),
  );
  const done = Math.min(visual.current, count - 1) * pitch;
  const start = isRightToLeft ? 'right' : 'left';
  const line = { [start]: pitch / 2, top: diameter / 2 - 2, height: 4 };
  return column({ minHeight: room, justifyContent: 'center' }, [
    row({ position: 'relative', width: sheet.content.width, alignItems: 'flex-start' }, [
      layer({ ...line, width: pitch * (count - 1), backgroundColor: palette.line }),
      layer({
        ...line,
        width: done,
        backgroundImage: `linear-gradient(${isRightToLeft ? 270 : 90}deg, ${palette.accents[1]}, ${palette.accents[0]})`,
      }),
      ...steps,
    ]),
  ]);
}

async function fallingPath(visual: Steps, room: number, desk: Desk): Promise<Node> {
  const { sheet, palette, type, px, isRightToLeft } = desk;
  const count = visual.steps.length;
  const pitch = Math.min(room / count, px(sheet.shape === 'portrait' ? 220 : 150));
  const diameter = Math.min(px(112), pitch * 0.66);
  const size = Math.min(px(sheet.type.row), pitch * 0.34);
  const steps = await Promise.all(
    visual.steps.map(async (step, index) => {
      const label = await type.fit(step, {
        width: sheet.content.width - diameter - px(56),
        sizes: [size, size * 0.72],
        maxLines: 2,
        weight: index === visual.current ? 600 : 500,
        colour: index === visual.current ? palette.text : palette.muted,
        leading: 1.2,
      });
      return row({ alignItems: 'center', gap: px(44), height: pitch }, [
        await circle(index, visual.current, diameter, desk),
        label.node,
      ]);
    }),
  );
  const done = Math.min(visual.current, count - 1) * pitch;
  const line = { [isRightToLeft ? 'right' : 'left']: diameter / 2 - 2, top: pitch / 2, width: 4 };
  return column({ position: 'relative' }, [
    layer({ ...line, height: pitch * (count - 1), backgroundColor: palette.line }),
    layer({
      ...line,
      height: done,
      backgroundImage: `linear-gradient(180deg, ${palette.accents[1]}, ${palette.accents[0]})`,
    }),
    ...steps,
  ]);
}

async function circle(index: number, current: number, diameter: number, { palette, type }: Desk): Promise<Node> {
  const round = {
    position: 'relative',
    width: diameter,
    height: diameter,
    borderRadius: diameter / 2,
    alignItems: 'center',
    justifyContent: 'center',
  };
  if (index < current) {
    const check = imageNode(checkMark(palette.onDone), { width: diameter * 0.44, height: diameter * 0.44 });
    return column({ ...round, backgroundColor: palette.accents[1] }, [check]);
  }
  const isCurrent = index === current;
  const number = await type.fit(String(index + 1), {
    width: diameter,
    sizes: [diameter * 0.37, diameter * 0.37],
    maxLines: 1,
    weight: 600,
    colour: isCurrent ? palette.onAccent : palette.muted,
    extra: { textAlign: 'center' },
  });
  const [accent] = palette.accents;
  const paint = isCurrent
    ? {
        backgroundColor: accent,
        boxShadow: `0 0 0 ${diameter * 0.115}px ${accent}33, 0 20px 70px ${accent}${palette.glow}`,
      }
    : { backgroundColor: palette.quietStep, border: `2px solid ${palette.line}` };
  return column({ ...round, ...paint }, [number.node]);
}

const checkMark = (colour: string): string =>
  `data:image/svg+xml;base64,${Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 24 24" fill="none" stroke="${colour}" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg>`,
  ).toString('base64')}`;

import type { Node } from '@takumi-rs/core';
import type { Visual } from '../../../src-shared/film.ts';
import type { Desk, Template } from '../desk.ts';
import { head } from '../head.ts';
import { column, row } from '../nodes.ts';

type Chart = Extract<Visual, { kind: 'chart' }>;
interface Bar {
  label: string;
  display: string;
  /** 0 to 1, of the longest. */
  part: number;
  isHighlighted: boolean;
}

/** Upright bars where there is width for them, lying ones where there is height. */
export const chartCard: Template<Chart> = async (visual, desk) => {
  const { sheet, palette, px } = desk;
  const top = await head(visual, palette.accents[1], desk);
  const gap = px(48);
  const room = Math.max(sheet.content.height - top.height - gap, px(280));
  const liesDown = sheet.shape === 'portrait' || (sheet.shape === 'square' && hasLongLabels(visual));
  const bars = barsOf(visual, desk.language);
  const plot = liesDown ? await lyingBars(bars, room, desk) : await uprightBars(bars, room, desk);
  return {
    content: column({ gap }, [top.node, plot]),
    stands: liesDown ? 'middle' : 'top',
    backdrop: { kind: 'corners' },
  };
};

/** Too long to stand under a bar of a square card. */
const hasLongLabels = ({ bars }: Chart): boolean => bars.length > 3 && bars.some(({ label }) => label.length > 10);

function barsOf(visual: Chart, language: string): Bar[] {
  const longest = Math.max(...visual.bars.map(({ value }) => value)) || 1;
  return visual.bars.map(({ label, value, display }, index) => ({
    label,
    display: display?.trim() ? display : new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value),
    part: value / longest,
    isHighlighted: index === visual.highlight,
  }));
}

const barPaint = (bar: Bar, degrees: number, { palette }: Desk) =>
  bar.isHighlighted
    ? {
        backgroundImage: `linear-gradient(${degrees}deg, ${palette.accents[1]}, ${palette.accents[0]})`,
        boxShadow: `0 20px 80px ${palette.accents[0]}${palette.glow}`,
      }
    : { backgroundColor: palette.quietBar };

async function uprightBars(bars: Bar[], room: number, desk: Desk): Promise<Node> {
  const { sheet, palette, type, px } = desk;
  const gap = px(bars.length > 6 ? 30 : 46);
  // Few bars stay slim and stand at the reading edge; a bar half as wide as the card says nothing more.
  const width = Math.min((sheet.content.width - gap * (bars.length - 1)) / bars.length, 340);
  const columns = await Promise.all(
    bars.map(async (bar) => ({
      bar,
      value: await type.fit(bar.display, {
        width,
        sizes: [px(36), px(20)],
        maxLines: 1,
        weight: 600,
        colour: bar.isHighlighted ? palette.text : palette.muted,
        extra: { textAlign: 'center' },
      }),
      label: await type.fit(bar.label, {
        width,
        sizes: [px(30), px(22)],
        maxLines: 2,
        weight: 500,
        colour: bar.isHighlighted ? palette.text : palette.muted,
        leading: 1.2,
        extra: { textAlign: 'center' },
      }),
    })),
  );
  const labelHeight = Math.max(...columns.map(({ label }) => label.height));
  const valueHeight = Math.max(...columns.map(({ value }) => value.height));
  const longest = Math.max(room - labelHeight - valueHeight - px(70), px(80));
  return row(
    {
      alignItems: 'flex-end',
      gap,
      paddingBottom: px(26),
      borderBottom: `2px solid ${palette.line}`,
      width: sheet.content.width,
    },
    columns.map(({ bar, value, label }) =>
      column({ alignItems: 'center', width, gap: px(18) }, [
        value.node,
        column({
          width,
          height: Math.max(bar.part * longest, 6),
          borderRadius: Math.min(18, Math.max(bar.part * longest, 6) / 2),
          ...barPaint(bar, 180, desk),
        }),
        column({ height: labelHeight }, [label.node]),
      ]),
    ),
  );
}

async function lyingBars(bars: Bar[], room: number, desk: Desk): Promise<Node> {
  const { sheet, palette, type, px } = desk;
  const width = sheet.content.width;
  const pitch = Math.min(room / bars.length, px(190));
  const size = Math.min(px(sheet.type.detail), pitch * 0.3);
  const thickness = Math.min(px(56), pitch * 0.32);
  const rows = await Promise.all(
    bars.map(async (bar) => {
      const colour = bar.isHighlighted ? palette.text : palette.muted;
      const value = await type.fit(bar.display, {
        width: width * 0.4,
        sizes: [size, size * 0.7],
        maxLines: 1,
        weight: 600,
        colour,
      });
      const label = await type.fit(bar.label, {
        width: width - value.width - 40,
        sizes: [size, size * 0.75],
        maxLines: 1,
        weight: 500,
        colour,
        leading: 1.2,
      });
      const words = row({ justifyContent: 'space-between', alignItems: 'flex-end', width }, [
        label.node,
        { ...value.node, style: { ...value.node.style, width: `${value.width + 4}px` } },
      ]);
      const length = Math.max(bar.part * width, 8);
      return column({ gap: px(12) }, [
        words,
        column({
          width: length,
          height: thickness,
          borderRadius: Math.min(thickness / 2.6, length / 2),
          ...barPaint(bar, desk.isRightToLeft ? 270 : 90, desk),
        }),
      ]);
    }),
  );
  return column({ gap: Math.max(pitch - size * 1.3 - px(12) - thickness, px(10)) }, rows);
}

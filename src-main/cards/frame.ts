import type { Node } from '@takumi-rs/core';
import type { Composition, Desk } from './desk.ts';
import { column, imageNode, layer, row } from './nodes.ts';

/** The name under which a picture card finds its picture. */
export const pictureSource = 'picture';

/** The whole card: backdrop, content in its safe room, and the film's title and scene number at the edge. */
export async function frame(
  composition: Composition,
  foot: { title: string; sceneNumber: number },
  desk: Desk,
): Promise<Node> {
  const { sheet, palette } = desk;
  const { backdrop } = composition;
  const background = backdrop.kind === 'overhead' ? palette.overhead : palette.corners;
  const isPicture = backdrop.kind === 'picture';
  return column(
    {
      width: sheet.width,
      height: sheet.height,
      position: 'relative',
      direction: desk.isRightToLeft ? 'rtl' : 'ltr',
      backgroundColor: palette.background,
      ...(!isPicture && { backgroundImage: background }),
    },
    [
      ...(isPicture ? [picture(backdrop.focus), shade(desk)] : []),
      room(composition, desk),
      ...(isPicture ? [] : [await footLine(foot, desk)]),
    ],
  );
}

const justify = { top: 'flex-start', middle: 'center', bottom: 'flex-end' } as const;

function room({ content, stands }: Composition, { sheet }: Desk): Node {
  const { top, width, height } = sheet.content;
  return layer({ left: sheet.margin, top, width, height, justifyContent: justify[stands] }, [content]);
}

const picture = (focus: { x: number; y: number }): Node =>
  imageNode(pictureSource, {
    position: 'absolute',
    left: 0,
    top: 0,
    width: '100%',
    height: '100%',
    objectFit: 'cover',
    objectPosition: `${focus.x * 100}% ${focus.y * 100}%`,
  });

/** Dark enough under white words, whatever the picture. */
const shade = ({ sheet }: Desk): Node =>
  layer({
    left: 0,
    right: 0,
    bottom: 0,
    height: sheet.height * (sheet.shape === 'portrait' ? 0.62 : 0.68),
    backgroundImage:
      'linear-gradient(180deg, rgba(6,8,14,0) 0%, rgba(6,8,14,0.5) 42%, rgba(6,8,14,0.74) 72%, rgba(6,8,14,0.86) 100%)',
  });

/** In landscape beside the captions, at the bottom edge; where captions take the whole width, at the top. */
async function footLine(foot: { title: string; sceneNumber: number }, { sheet, palette, type }: Desk): Promise<Node> {
  const isWide = sheet.shape === 'landscape';
  const style = {
    sizes: [sheet.type.foot, sheet.type.foot] as const,
    maxLines: 1,
    weight: 500 as const,
    colour: palette.muted,
  };
  // A caption of 42 letters stands centred between the two; the title must leave it its room.
  const title = await type.fit(foot.title, {
    ...style,
    width: isWide ? (sheet.width - 2 * sheet.margin) * 0.165 : sheet.content.width - 120,
  });
  const number = await type.fit(String(foot.sceneNumber).padStart(2, '0'), { ...style, width: 90 });
  return row(
    {
      position: 'absolute',
      left: sheet.margin,
      width: sheet.content.width,
      justifyContent: 'space-between',
      ...(isWide ? { bottom: 64 } : { top: sheet.shape === 'portrait' ? 96 : 64 }),
    },
    [title.node, { ...number.node, style: { ...number.node.style, width: `${number.width + 4}px` } }],
  );
}

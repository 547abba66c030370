import type { Node, Renderer } from '@takumi-rs/core';
import type { CardRequest, CardVisual } from './card-request.ts';
import type { Composition, Desk } from './desk.ts';
import { frame } from './frame.ts';
import { palettes } from './palettes.ts';
import { sheetFor, type Sheet } from './sheet.ts';
import { bulletsCard } from './templates/bullets.ts';
import { chartCard } from './templates/chart.ts';
import { numberCard } from './templates/number.ts';
import { pictureCard } from './templates/picture.ts';
import { quoteCard } from './templates/quote.ts';
import { stepsCard } from './templates/steps.ts';
import { titleCard } from './templates/title.ts';
import { createTypesetter, type Measure } from './typesetter.ts';
import { isRightToLeft } from './writing.ts';

/** How tight a card may be set, tried in this order until its content fits. */
const densities = [1, 0.9, 0.8, 0.7, 0.6, 0.5];

/** Lays a card out, as loosely as its words allow. */
export async function composeCard(request: CardRequest, renderer: Renderer): Promise<{ node: Node; sheet: Sheet }> {
  const sheet = sheetFor(request);
  const measure: Measure = (node, size) => renderer.measure(node, size);
  const page = { language: request.language, isRightToLeft: isRightToLeft(mainText(request.visual)) };
  const base = { ...page, sheet, palette: palettes[request.theme], type: createTypesetter({ ...page, measure }) };
  // On a title card the film's own title would stand twice.
  const isRepeated = request.visual.kind === 'title' && request.visual.title.trim() === request.filmTitle.trim();
  const foot = { title: isRepeated ? '' : request.filmTitle, sceneNumber: request.sceneNumber };
  let node: Node | undefined;
  for (const density of densities) {
    const desk: Desk = { ...base, px: (designPixels) => designPixels * density };
    const composition = await compose(request.visual, desk);
    node = await frame(composition, foot, desk);
    if ((await heightOf(composition, sheet, measure)) <= sheet.content.height + 0.5) break;
  }
  if (!node) throw new Error('no density was tried');
  return { node, sheet };
}

async function heightOf({ content }: Composition, sheet: Sheet, measure: Measure): Promise<number> {
  const { width } = sheet.content;
  const page: Node = {
    type: 'container',
    style: { display: 'flex', flexDirection: 'column', width: `${width}px` },
    children: [content],
  };
  return (await measure(page, { width: Math.ceil(width), height: 20_000 })).children[0]?.height ?? 0;
}

function compose(visual: CardVisual, desk: Desk): Promise<Composition> {
  switch (visual.kind) {
    case 'title':
      return titleCard(visual, desk);
    case 'bullets':
      return bulletsCard(visual, desk);
    case 'quote':
      return quoteCard(visual, desk);
    case 'number':
      return numberCard(visual, desk);
    case 'chart':
      return chartCard(visual, desk);
    case 'steps':
      return stepsCard(visual, desk);
    case 'picture':
      return pictureCard(visual, desk);
  }
}

/** The words whose direction the card follows. */
function mainText(visual: CardVisual): string {
  switch (visual.kind) {
    case 'quote':
      return visual.quote;
    case 'number':
      return `${visual.caption} ${visual.kicker ?? ''}`;
    case 'picture':
      return visual.title || visual.caption || '';
    case 'bullets':
      return visual.title || (visual.items[0]?.text ?? '');
    default:
      return visual.title;
  }
}

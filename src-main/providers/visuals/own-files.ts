import { rm } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Scene, Visual } from '../../../src-shared/film.ts';
import type { CardDrawer } from '../../cards/draw-card.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { replaceFile, temporaryBeside, writeFileAtomic } from '../../storage/atomic-file.ts';
import type { DrawnScene, DrawRequest, Illustrator } from '../provider.ts';
import { drawClip } from './draw-clip.ts';
import { pictureLocation, readPictureFile } from './picture-file.ts';
import { preparePicture } from './prepare-picture.ts';

type Picture = Extract<Visual, { kind: 'picture' }>;

/** Shows pictures of one's own: alone and moving, or with words on them as a card. */
export const createOwnFiles = ({ ffmpeg, drawer }: { ffmpeg: Ffmpeg; drawer: CardDrawer }): Illustrator => ({
  name: 'OwnFiles',
  kind: 'Images',
  isLocal: true,
  canDraw: ({ visual }: Scene) => visual.kind === 'picture' || visual.kind === 'clip',
  async draw(request, { signal }) {
    const { visual } = request.scene;
    if (visual.kind === 'clip') return drawClip(visual, request, { ffmpeg, signal });
    if (visual.kind !== 'picture') throw new Error(`OwnFiles does not draw ${visual.kind}`);
    return hasWords(visual)
      ? drawWithWords(visual, request, { ffmpeg, drawer, signal })
      : drawAlone(visual, request, { ffmpeg, signal });
  },
});

export const hasWords = ({ label, title, caption }: Picture): boolean =>
  [label, title, caption].some((words) => words?.trim());

interface Parts {
  ffmpeg: Ffmpeg;
  signal: AbortSignal;
}

async function drawAlone(visual: Picture, request: DrawRequest, parts: Parts): Promise<DrawnScene> {
  const imagePath = `${request.imagePath.slice(0, -extname(request.imagePath).length)}.jpg`;
  const { width, height, isLetterboxed, subject } = await withPrepared(
    visual,
    request,
    parts,
    async (prepared, size) => {
      await replaceFile(prepared, imagePath);
      return size;
    },
  );
  // What its owner says counts more than a guess.
  const focus = visual.focus ?? subject;
  return { imagePath, width, height, kind: isLetterboxed ? 'card' : 'picture', ...(focus && { focus }) };
}

async function drawWithWords(
  visual: Picture,
  request: DrawRequest,
  { drawer, ...parts }: Parts & { drawer: CardDrawer },
): Promise<DrawnScene> {
  const { brief, width, height, filmTitle, sceneNumber, imagePath } = request;
  const { theme, language } = brief;
  const png = await withPrepared(visual, request, parts, (picturePath) =>
    drawer.draw({ visual, width, height, theme, language, filmTitle, sceneNumber, picturePath }, parts.signal),
  );
  await writeFileAtomic(imagePath, png);
  return { imagePath, width, height, kind: 'card' };
}

/** Hands over a picture made ready for the frame, in a temporary file. */
async function withPrepared<T>(
  visual: Picture,
  { imagePath, width, height }: DrawRequest,
  parts: Parts,
  show: (preparedPath: string, prepared: Awaited<ReturnType<typeof preparePicture>>) => Promise<T>,
): Promise<T> {
  const path = pictureLocation(visual.source);
  const picture = await readPictureFile(path);
  const temporary = temporaryBeside(imagePath);
  try {
    const source = { path, name: basename(path), picture };
    return await show(temporary, await preparePicture(source, { width, height }, temporary, parts));
  } finally {
    await rm(temporary, { force: true });
  }
}

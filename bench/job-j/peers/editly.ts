import { join } from 'node:path';
import { loadPackage } from './load-package.ts';
import type { PeerOrder } from './storyboard-types.ts';

type Editly = (spec: object) => Promise<void>;

/** As editly makes films: layers on canvases and GL transitions, frames piped into FFmpeg. Its moves and captions are its own. */
export async function renderByEditly({ storyboard, frames, packagesFolder, folder }: PeerOrder): Promise<void> {
  const editly = await loadPackage<Editly>('editly', packagesFolder);
  if (!editly) throw new Error('editly is not installed');
  const { width, height, frameRate, fadeFrames, scenes, captions } = storyboard;
  const shown = scenes.filter(({ startFrame }) => startFrame + fadeFrames < frames);
  await editly({
    ...{ outPath: join(folder, 'editly.mp4'), width, height, fps: frameRate, fast: false },
    customOutputArgs: storyboard.encoder,
    defaults: { transition: { name: 'fade', duration: fadeFrames / frameRate } },
    clips: shown.map(({ imagePath, startFrame, endFrame }, index) => ({
      duration: (Math.min(endFrame, frames) - startFrame) / frameRate,
      layers: [
        { type: 'image', path: imagePath, zoomDirection: index % 2 === 0 ? 'in' : 'out', zoomAmount: 0.12 },
        ...captions
          .filter((caption) => caption.startFrame >= startFrame && caption.endFrame <= endFrame)
          .map((caption) => ({
            ...{ type: 'subtitle', text: caption.lines.join(' ') },
            start: (caption.startFrame - startFrame) / frameRate,
            stop: (caption.endFrame - startFrame) / frameRate,
          })),
      ],
    })),
  });
}

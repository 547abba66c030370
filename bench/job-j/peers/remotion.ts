import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { loadPackage } from './load-package.ts';
import type { PeerOrder, Storyboard } from './storyboard-types.ts';

interface Bundler {
  bundle(options: { entryPoint: string; publicDir: string; outDir: string }): Promise<string>;
}
interface Renderer {
  selectComposition(options: object): Promise<object>;
  renderMedia(options: object): Promise<unknown>;
}

/** As Remotion makes films: React components on the pages of a browser, photographed frame by frame. Without a GPU here. */
export async function renderByRemotion({ storyboard, frames, packagesFolder, folder }: PeerOrder): Promise<void> {
  const bundler = await loadPackage<Bundler>('@remotion/bundler', packagesFolder);
  const renderer = await loadPackage<Renderer>('@remotion/renderer', packagesFolder);
  if (!bundler || !renderer) throw new Error('Remotion is not installed');
  // Its packages are found from where the entry lies.
  const project = await mkdtemp(join(packagesFolder, 'aura-bench-'));
  try {
    const publicDir = join(project, 'public');
    await mkdir(publicDir);
    for (const { imagePath } of storyboard.scenes) await cp(imagePath, join(publicDir, basename(imagePath)));
    const entryPoint = join(project, 'entry.jsx');
    await writeFile(entryPoint, entryFor(storyboard));
    const serveUrl = await bundler.bundle({ entryPoint, publicDir, outDir: join(folder, 'bundle') });
    const browser = { serveUrl, browserExecutable: browserPath() };
    const composition = await renderer.selectComposition({ ...browser, id: 'film' });
    await renderer.renderMedia({
      ...{ ...browser, composition, codec: 'h264', crf: 20, x264Preset: 'veryfast', muted: true },
      ...{ concurrency: 2, imageFormat: 'jpeg', jpegQuality: 90, frameRange: [0, frames - 1] },
      outputLocation: join(folder, 'remotion.mp4'),
    });
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

/** Remotion would download one of its own. */
export function browserPath(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

function entryFor(storyboard: Storyboard): string {
  const scenes = storyboard.scenes.map((scene) => ({ ...scene, imagePath: basename(scene.imagePath) }));
  return `import React from 'react';
import { AbsoluteFill, Composition, Img, registerRoot, staticFile, useCurrentFrame } from 'remotion';
const film = ${JSON.stringify({ ...storyboard, scenes })};
const Scene = ({ scene, frame }) => {
  const at = (frame - scene.startFrame) / (scene.endFrame - scene.startFrame - 1);
  const part = at * at * (3 - 2 * at);
  const between = (one, other) => one + (other - one) * part;
  const zoom = between(scene.from.zoom, scene.to.zoom);
  const origin = [scene.from.focusX, scene.to.focusX, scene.from.focusY, scene.to.focusY];
  const [x, y] = [between(origin[0], origin[1]) * 100, between(origin[2], origin[3]) * 100];
  const isFading = scene.startFrame > 0 && frame - scene.startFrame < film.fadeFrames;
  const opacity = isFading ? (frame - scene.startFrame + 1) / (film.fadeFrames + 1) : 1;
  const style = { width: '100%', height: '100%', objectFit: 'cover', transform: 'scale(' + zoom + ')', transformOrigin: x + '% ' + y + '%' };
  return <AbsoluteFill style={{ opacity, overflow: 'hidden' }}><Img src={staticFile(scene.imagePath)} style={style} /></AbsoluteFill>;
};
const Film = () => {
  const frame = useCurrentFrame();
  const caption = film.captions.find((one) => frame >= one.startFrame && frame < one.endFrame);
  const lit = caption?.words.filter((word) => word.startFrame <= frame).pop()?.text;
  const shown = { position: 'absolute', bottom: '6%', width: '100%', textAlign: 'center', color: 'white', font: film.height * 0.042 + 'px sans-serif', textShadow: '0 0 6px black' };
  return <AbsoluteFill style={{ background: 'black' }}>
    {film.scenes.filter((one) => frame >= one.startFrame && frame < one.endFrame).map((one) => <Scene key={one.startFrame} scene={one} frame={frame} />)}
    {caption && <div style={shown}>{caption.lines.map((line) => <div key={line}>{line.split(' ').map((word, at) => <span key={at} style={{ color: word === lit ? '#4fd1c5' : undefined }}>{word + ' '}</span>)}</div>)}</div>}
  </AbsoluteFill>;
};
registerRoot(() => <Composition id="film" component={Film} width={film.width} height={film.height} fps={film.frameRate} durationInFrames={film.totalFrames} />);
`;
}

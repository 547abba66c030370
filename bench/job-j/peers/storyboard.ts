import { encoderArgs } from '../../../src-main/render/encoder-args.ts';
import { motionOf } from '../../../src-main/render/motion.ts';
import type { MuxParts } from '../../../src-main/pipeline/mux-parts.ts';
import type { Storyboard } from './storyboard-types.ts';

/** Job J as plain data: what any program needs to make a film that looks like ours. */
export function storyboardOf({ plan, visuals, subtitles }: MuxParts, seed: number): Storyboard {
  const { width, height, frameRate, totalFrames, fadeFrames } = plan;
  return {
    ...{ width, height, frameRate, totalFrames, fadeFrames },
    encoder: [...encoderArgs(plan, 'balanced'), '-threads', '1'],
    scenes: plan.scenes.map((scene, index) => {
      const visual = visuals.scenes[index];
      if (!visual) throw new Error(`Scene ${index + 1} has no picture`);
      const { startFrame, endFrame, startSeconds, endSeconds } = scene;
      const motion = motionOf(visual, index, { seed, seconds: endSeconds - startSeconds });
      return { imagePath: visual.imagePath, startFrame, endFrame, ...motion };
    }),
    captions: subtitles.cues.map(({ startSeconds, endSeconds, lines, words }) => ({
      startFrame: Math.round(startSeconds * frameRate),
      endFrame: Math.round(endSeconds * frameRate),
      lines,
      words: words.map((word) => ({ text: word.text, startFrame: Math.round(word.startSeconds * frameRate) })),
    })),
  };
}

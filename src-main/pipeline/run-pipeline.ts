import type { VideoFile } from '../../src-shared/film.ts';
import { planFilm, segmentSecondsFor } from '../render/plan-film.ts';
import { illustrate } from './illustrate.ts';
import { makeSubtitles } from './make-subtitles.ts';
import { mux } from './mux.ts';
import { narrate } from './narrate.ts';
import { preflight } from './preflight.ts';
import type { StageContext } from './stage-context.ts';
import { writeScript } from './write-script.ts';

/**
 * Turns a brief, or a text of one's own, into a film. This page is the whole product.
 * Every step saves its result with a hash of what it was made from, so a stopped job goes on where it stood.
 */
export async function runPipeline(context: StageContext): Promise<VideoFile> {
  await preflight(context);
  const script = await writeScript(context);
  const narration = await narrate(script, context);
  const visuals = await illustrate(script, context);
  const segmentSeconds = segmentSecondsFor(context.settings.rendering.checkpoints);
  const plan = planFilm(script, narration, { ...context.job.format, segmentSeconds });
  const subtitles = await makeSubtitles({ script, narration, plan }, context);
  return mux({ script, narration, visuals, subtitles, plan }, context);
}

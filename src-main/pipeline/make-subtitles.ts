import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Subtitles, type Narration, type Script } from '../../src-shared/film.ts';
import { assDocument } from '../render/caption-ass.ts';
import { makeCues } from '../render/caption-cues.ts';
import { srtDocument, vttDocument } from '../render/caption-files.ts';
import { captionStyle } from '../render/caption-style.ts';
import type { FilmPlan } from '../render/plan-film.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';
import type { StageContext } from './stage-context.ts';

/** Raise it when the same words would now make other captions. */
const captionVersion = 1;

interface SubtitleParts {
  script: Script;
  narration: Narration;
  plan: FilmPlan;
}

/** Captions as SRT, VTT and ASS; `burnIn` says whether the film itself is to show them. */
export async function makeSubtitles(
  { script, narration, plan }: SubtitleParts,
  context: StageContext,
): Promise<Subtitles> {
  const { workspace, settings, ffmpeg, signal } = context;
  const isWished = settings.rendering.burnInCaptions;
  // Preflight has told the user where it is not.
  const isPossible = (await ffmpeg.capabilities(signal)).filters.has('ass');
  const { width, height, scenes } = plan;
  const inputs = {
    captionVersion,
    language: script.language,
    theme: context.job.brief.theme,
    narration: narration.scenes.map(({ sceneId, words }) => ({ sceneId, words })),
    plan: { width, height, scenes },
    isWished,
    isPossible,
  };
  return context.stage('subtitles', Subtitles, inputs, async (step) => {
    const style = captionStyle(width, height, script.language, context.job.brief.theme);
    const cues = makeCues(narration, plan, style.lineColumns);
    const at = (ending: string) => join(workspace.subtitles, `captions.${ending}`);
    await mkdir(workspace.subtitles, { recursive: true });
    await writeFileAtomic(at('srt'), srtDocument(cues));
    await writeFileAtomic(at('vtt'), vttDocument(cues));
    await writeFileAtomic(at('ass'), assDocument(cues, style));
    const burnIn = isWished && isPossible && cues.length > 0;
    step.summary(`${cues.length} ${cues.length === 1 ? 'caption' : 'captions'}${burnIn ? '' : ', beside the film'}`);
    return { srtPath: at('srt'), vttPath: at('vtt'), assPath: at('ass'), burnIn, cues };
  });
}

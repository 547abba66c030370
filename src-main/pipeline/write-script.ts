import { basename, extname, join } from 'node:path';
import { readPictureFile, assetPrefix } from '../providers/visuals/picture-file.ts';
import { Script, type Scene } from '../../src-shared/film.ts';
import { StudioError } from '../../src-shared/failure.ts';
import { uncounted } from '../providers/provider.ts';
import { countWords } from '../providers/script/speaking-time.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';
import { briefForText, parseOwnText } from './own-text.ts';
import { sampleScript } from './sample-script.ts';
import type { StageContext, StepReporter } from './stage-context.ts';

/** The film's scenes: the sample's, those of the user's own text, or what a writer makes of the brief. */
export function writeScript(context: StageContext): Promise<Script> {
  const { preset, brief, ownText } = context.job;
  const inputs = { preset, brief, ownText, ...(preset === 'sample' && !ownText && { sample: sampleScript }) };
  return context.stage('script', Script, inputs, async (step) => {
    const script = await scriptOf(context, step);
    const words = script.scenes.reduce((sum, { narration }) => sum + countWords(narration), 0);
    step.summary(`${counted(script.scenes.length, 'scene')}, ${counted(words, 'word')}`);
    return script;
  });
}

async function scriptOf(context: StageContext, step: StepReporter): Promise<Script> {
  const { preset, brief, ownText } = context.job;
  if (ownText) {
    const parsed = await parseOwnText(ownText, context.workspace.dataFolder);
    const { language } = briefForText(parsed, brief);
    return { title: parsed.title, language, scenes: await keepPictures(parsed.scenes, context, step) };
  }
  if (preset === 'sample') return sampleScript;
  const [writer] = context.providers.scriptWriters;
  if (!writer) throw new StudioError('NotFound:script writer');
  const { name, isLocal } = writer;
  step.decided({
    decisionPoint: 'script',
    provider: name,
    selectedModel: name,
    isLocal,
    reason: 'It is the first script writer that is ready.',
    criteria: { language: brief.language, durationSeconds: brief.durationSeconds, tone: brief.tone },
  });
  return writer.write(brief, uncounted(context.signal));
}

/** Copies the text's pictures into the job, so that a retry does not miss one that was moved since. */
async function keepPictures(scenes: readonly Scene[], context: StageContext, step: StepReporter): Promise<Scene[]> {
  const kept: Scene[] = [];
  for (const [index, scene] of scenes.entries()) {
    context.signal.throwIfAborted();
    step.progress(index / scenes.length, { current: index + 1, total: scenes.length });
    kept.push(await keepPicture(scene, context));
  }
  return kept;
}

async function keepPicture(scene: Scene, { workspace }: StageContext): Promise<Scene> {
  const { visual } = scene;
  if (visual.kind !== 'picture' || visual.source.startsWith(assetPrefix)) return scene;
  const { bytes, hash } = await readPictureFile(visual.source);
  const ending = extname(basename(visual.source)).toLowerCase();
  const source = join(workspace.visuals, `own-${hash.slice(0, 24)}${ending}`);
  await writeFileAtomic(source, bytes);
  return { ...scene, visual: { ...visual, source } };
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

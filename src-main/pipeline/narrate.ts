import { mkdir } from 'node:fs/promises';
import { StudioError } from '../../src-shared/failure.ts';
import { Narration, type Scene, type Script, type SpokenScene } from '../../src-shared/film.ts';
import type { Narrator } from '../providers/provider.ts';
import { estimateWords } from '../providers/narration/estimate-words.ts';
import { speakOnce } from './speak-once.ts';
import type { StageContext, StepReporter } from './stage-context.ts';

/** Speech takes a thread and an FFmpeg; more at once would only make the window wait. */
const mostAtOnce = 2;

/** A WAV a scene. What no narrator can speak becomes a silent scene with captions to read, and a receipt that says so. */
export async function narrate(script: Script, context: StageContext): Promise<Narration> {
  const { voice, rate } = context.job.brief;
  const providers = context.providers.narrators.map(({ name }) => name);
  const inputs = {
    language: script.language,
    scenes: script.scenes.map(({ sceneId, narration }) => ({ sceneId, narration })),
    voice,
    rate,
    providers,
  };
  return context.stage('narration', Narration, inputs, async (step) => {
    await mkdir(context.workspace.narration, { recursive: true });
    const narrator = chooseNarrator(context.providers.narrators, voice);
    step.decided({
      decisionPoint: 'narration',
      provider: narrator.name,
      selectedModel: voice,
      isLocal: narrator.isLocal,
      reason: `The brief asks for the voice “${voice}”, which ${narrator.name} has.`,
      criteria: { voice, rate, language: script.language, candidates: providers },
    });
    const scenes = await speakScenes(script, narrator, context, step);
    const spoken = scenes.filter(({ audioPath }) => audioPath !== undefined);
    const seconds = Math.round(spoken.reduce((sum, scene) => sum + scene.durationSeconds, 0));
    const words = spoken.reduce((sum, scene) => sum + scene.words.length, 0);
    step.summary(spoken.length > 0 ? `${words} words, ${seconds} s` : 'No voice, captions to read');
    return { voice, provider: narrator.name, scenes };
  });
}

function chooseNarrator(narrators: readonly Narrator[], voice: string): Narrator {
  const narrator = narrators.find(({ voices }) => voices.some(({ id }) => id === voice));
  if (narrator) return narrator;
  const known = narrators.flatMap(({ voices }) => voices.map(({ id }) => id));
  throw new StudioError('InvalidInput:voice', {
    message: `There is no voice “${voice}”.`,
    remediation: `Choose one of ${known.join(', ')}.`,
  });
}

async function speakScenes(
  script: Script,
  narrator: Narrator,
  context: StageContext,
  step: StepReporter,
): Promise<SpokenScene[]> {
  const totalWords = script.scenes.reduce((sum, { narration }) => sum + wordCount(narration), 0);
  const unspoken: Unspoken[] = [];
  let doneWords = 0;
  const speakOne = async (scene: Scene): Promise<SpokenScene> => {
    const spoken = await speakScene(scene, script.language, narrator, context, unspoken);
    doneWords += wordCount(scene.narration);
    const detail = `${doneWords} of ${totalWords} words`;
    step.progress(totalWords === 0 ? 1 : doneWords / totalWords, { current: doneWords, total: totalWords, detail });
    return spoken;
  };
  const scenes = await inTurns(script.scenes, mostAtOnce, speakOne);
  tellUnspoken(unspoken, narrator, context.job.brief.music !== 'none', step);
  return scenes;
}

const wordCount = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

interface Unspoken {
  sceneId: string;
  error: StudioError;
}

async function speakScene(
  scene: Scene,
  language: string,
  narrator: Narrator,
  context: StageContext,
  unspoken: Unspoken[],
): Promise<SpokenScene> {
  const { sceneId, narration: text } = scene;
  if (text.trim() === '') return { sceneId, durationSeconds: 0, words: [] };
  const { voice, rate } = context.job.brief;
  const request = { sceneId, text, voice, rate, language };
  try {
    return await speakOnce(request, narrator, context);
  } catch (error) {
    if (!(error instanceof StudioError) || error.code !== 'InvalidInput:narration') throw error;
    unspoken.push({ sceneId, error });
    return { sceneId, ...estimateWords(text, language, rate) };
  }
}

/** A receipt for each reason, naming its scenes. */
function tellUnspoken(unspoken: readonly Unspoken[], narrator: Narrator, hasMusic: boolean, step: StepReporter): void {
  const replacement = hasMusic ? 'Captions and music instead of a voice' : 'Captions instead of a voice';
  for (const message of new Set(unspoken.map(({ error }) => error.message))) {
    const cases = unspoken.filter(({ error }) => error.message === message);
    const reason = `${message} ${cases[0]!.error.remediation}`;
    const where = cases.length === 1 ? '1 scene' : `${cases.length} scenes`;
    const sceneIds = cases.map(({ sceneId }) => sceneId);
    const degradation = { step: 'narration' as const, replaced: narrator.name, replacement, reason, sceneIds };
    step.warn(`${replacement} in ${where}: ${reason}`, degradation);
  }
}

/** Like Promise.all over `work`, but with only so many at once; the first failure stops the rest from starting. */
async function inTurns<In, Out>(
  items: readonly In[],
  atOnce: number,
  work: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  let next = 0;
  let hasFailed = false;
  const takeTurns = async () => {
    while (next < items.length && !hasFailed) {
      const index = next++;
      try {
        results[index] = await work(items[index]!);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const turns = await Promise.allSettled(Array.from({ length: atOnce }, takeTurns));
  const failed = turns.find((turn) => turn.status === 'rejected');
  if (failed) throw failed.reason;
  return results;
}

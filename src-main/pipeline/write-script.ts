import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readPictureFile, assetPrefix } from '../providers/visuals/picture-file.ts';
import { Script, type Scene } from '../../src-shared/film.ts';
import type { ScriptWriter } from '../providers/provider.ts';
import { countWords } from '../providers/script/speaking-time.ts';
import { messageOf, type AnswerInTurn } from '../resilience/try-in-turn.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';
import { askInTurn, mayReplace } from './ask-in-turn.ts';
import { estimateUsd, scriptWork } from './estimate-cost.ts';
import { briefForText, parseOwnText } from './own-text.ts';
import { providerChain, type ProviderChain } from './provider-chain.ts';
import { sampleScript } from './sample-script.ts';
import type { StageContext, StepReporter } from './stage-context.ts';
import { reasonFor, StepDecisions } from './step-decisions.ts';
import { StepReceipts } from './step-receipts.ts';

/** The film's scenes: the sample's, those of the user's own text, or what a writer makes of the brief. */
export function writeScript(context: StageContext): Promise<Script> {
  const { preset, brief, ownText } = context.job;
  const isWritten = preset !== 'sample' && !ownText;
  const chain = isWritten ? providerChain('LLM', context.providers.scriptWriters, context) : undefined;
  const first = chain && (chain.leftOut[0]?.provider ?? chain.usable[0]);
  const inputs = {
    preset,
    brief,
    ownText,
    ...(preset === 'sample' && !ownText && { sample: sampleScript }),
    ...(first && { writer: [first.name, first.model] }),
  };
  return context.stage('script', Script, inputs, async (step) => {
    const script = await (chain ? askWriters(chain, context, step) : scriptOf(context, step));
    const words = script.scenes.reduce((sum, { narration }) => sum + countWords(narration), 0);
    step.summary(`${counted(script.scenes.length, 'scene')}, ${counted(words, 'word')}`);
    return script;
  });
}

async function scriptOf(context: StageContext, step: StepReporter): Promise<Script> {
  const { brief, ownText } = context.job;
  if (ownText) {
    const parsed = await parseOwnText(ownText, context.workspace.dataFolder);
    const { language } = briefForText(parsed, brief);
    return { title: parsed.title, language, scenes: await keepPictures(parsed.scenes, context, step) };
  }
  return sampleScript;
}

/** What a writer makes of the brief; where none answers, the one that needs no network, and a receipt. */
async function askWriters(
  chain: ProviderChain<ScriptWriter>,
  context: StageContext,
  step: StepReporter,
): Promise<Script> {
  const { brief } = context.job;
  const receipts = new StepReceipts('script');
  const decisions = new StepDecisions('script', context.providers.scriptWriters);
  const ask = (providers: readonly ScriptWriter[]): Promise<AnswerInTurn<Script>> =>
    askInTurn(
      {
        step: 'script',
        providers,
        triggers: chain.triggers,
        onAttempt: () => step.progress(0),
        estimateUsd: (writer) => estimateUsd(writer, scriptWork(brief)),
        ask: (writer, call) => writer.write(brief, call),
        cache: {
          inputs: () => brief,
          pack: (script) => ({ data: script }),
          unpack: (data) => Script.safeParse(data).data,
        },
      },
      context,
    );
  try {
    const answer = await ask(chain.usable);
    for (const { provider, reason } of chain.leftOut.slice(0, 1)) {
      receipts.add({ replaced: provider.name, replacement: answer.provider, reason, redoStep: 'script' });
    }
    receipts.addAnswer(answer);
    decisions.add(answer, reasonFor(answer));
    return answer.value;
  } catch (error) {
    decisions.failed(chain.usable[0]);
    const basic = basicWriters(chain, context);
    if (context.signal.aborted || basic.length === 0 || !mayReplace(error, context, false)) throw error;
    const answer = await ask(basic);
    const replaced = chain.usable[0]?.name ?? '';
    receipts.add({ replaced, replacement: answer.provider, reason: messageOf(error), redoStep: 'script' });
    decisions.add(answer, `What comes before it failed: ${chain.usable.map(({ name }) => name).join(', ')}.`);
    return answer.value;
  } finally {
    receipts.tell(step);
    const { language, durationSeconds, tone } = brief;
    decisions.tell(step, { language, durationSeconds, tone });
  }
}

const basicWriters = (chain: ProviderChain<ScriptWriter>, { providers }: StageContext): ScriptWriter[] =>
  providers.scriptWriters.filter(({ name }) => name === 'Template' && !chain.usable.some((one) => one.name === name));

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
  // Under the name that the user knows: messages speak of it.
  const folder = join(workspace.visuals, `own-${hash.slice(0, 24)}`);
  await mkdir(folder, { recursive: true });
  const source = join(folder, basename(visual.source));
  await writeFileAtomic(source, bytes);
  return { ...scene, visual: { ...visual, source } };
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

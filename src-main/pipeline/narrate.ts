import { mkdir } from 'node:fs/promises';
import { Narration, type Scene, type Script, type SpokenScene } from '../../src-shared/film.ts';
import type { Narrator } from '../providers/provider.ts';
import { estimateWords } from '../providers/narration/estimate-words.ts';
import { messageOf } from '../resilience/try-in-turn.ts';
import { mayReplace } from './ask-in-turn.ts';
import { everyScene } from './every-scene.ts';
import { narratorChain } from './narrator-chain.ts';
import type { ProviderChain } from './provider-chain.ts';
import { speakInTurn, whoSpeaks } from './speak-in-turn.ts';
import type { StageContext, StepReporter } from './stage-context.ts';
import { reasonFor, StepDecisions } from './step-decisions.ts';
import { speakOnce } from './speak-once.ts';
import { StepReceipts } from './step-receipts.ts';

/** A WAV a scene. What no narrator can speak becomes a silent scene with captions to read, and a receipt that says so. */
export async function narrate(script: Script, context: StageContext): Promise<Narration> {
  const { voice, rate } = context.job.brief;
  const chain = narratorChain(voice, context);
  const inputs = {
    language: script.language,
    scenes: script.scenes.map(({ sceneId, narration }) => ({ sceneId, narration })),
    voice,
    rate,
    wish: wishOf(chain, voice),
  };
  return context.stage('narration', Narration, inputs, async (step) => {
    await mkdir(context.workspace.narration, { recursive: true });
    const speaking = new Speaking(script, chain, context, step);
    const scenes = await speaking.all();
    const spoken = scenes.filter(({ audioPath }) => audioPath !== undefined);
    const seconds = Math.round(spoken.reduce((sum, scene) => sum + scene.durationSeconds, 0));
    const words = spoken.reduce((sum, scene) => sum + scene.words.length, 0);
    step.summary(spoken.length > 0 ? `${words} words, ${seconds} s` : 'No voice, captions to read');
    return { voice, provider: speaking.mainProvider(), scenes };
  });
}

/** The narrator and voice that are wished for; who steps in does not change what a scene is made from. */
function wishOf({ usable, leftOut }: ProviderChain<Narrator>, voice: string): string {
  const first = leftOut[0]?.provider ?? usable[0];
  return JSON.stringify([first?.name, first?.voiceFor(voice), first?.model]);
}

interface SpokenInTurn {
  spoken: SpokenScene;
  provider: string;
}

/** Speaks all scenes, and keeps account of who spoke and what was replaced. */
class Speaking {
  readonly #script: Script;
  readonly #chain: ProviderChain<Narrator>;
  readonly #context: StageContext;
  readonly #step: StepReporter;
  readonly #receipts = new StepReceipts('narration');
  readonly #decisions: StepDecisions;
  readonly #counts = new Map<string, number>();
  readonly #totalWords: number;
  #doneWords = 0;

  constructor(script: Script, chain: ProviderChain<Narrator>, context: StageContext, step: StepReporter) {
    this.#script = script;
    this.#chain = chain;
    this.#context = context;
    this.#step = step;
    this.#decisions = new StepDecisions('narration', context.providers.narrators);
    this.#totalWords = script.scenes.reduce((sum, { narration }) => sum + wordCount(narration), 0);
  }

  async all(): Promise<SpokenScene[]> {
    const redo = await this.#context.redoOf('narration', Narration);
    const kept = new Map(redo?.earlier.scenes.map((scene) => [scene.sceneId, scene]));
    const { voice, rate } = this.#context.job.brief;
    try {
      return await everyScene(this.#script.scenes, this.#context, async (scene) => {
        const earlier = redo?.sceneIds.has(scene.sceneId) ? undefined : kept.get(scene.sceneId);
        const spoken = earlier ?? (await this.#speak(scene));
        this.#progress(scene);
        return spoken;
      });
    } catch (error) {
      this.#decisions.failed(this.#chain.usable[0]);
      throw error;
    } finally {
      this.#receipts.tell(this.#step);
      this.#decisions.tell(this.#step, { voice, rate, language: this.#script.language });
    }
  }

  /** Who spoke most of it. */
  mainProvider(): string {
    const [most] = [...this.#counts].toSorted(([, one], [, other]) => other - one);
    return most?.[0] ?? this.#chain.usable[0]?.name ?? '';
  }

  async #speak(scene: Scene): Promise<SpokenScene> {
    const { sceneId, narration: text } = scene;
    if (text.trim() === '') return { sceneId, durationSeconds: 0, words: [] };
    const { language } = this.#script;
    const { able, refusal } = whoSpeaks(this.#chain.usable, text, language);
    if (able.length === 0) return this.#captionsInstead(scene, this.#chain.usable[0]?.name ?? '', refusal);
    try {
      return this.#count(await this.#ask(scene, able, wishOf(this.#chain, this.#context.job.brief.voice)));
    } catch (error) {
      const hasSpoken = this.#counts.size > 0;
      if (this.#context.signal.aborted || !mayReplace(error, this.#context, hasSpoken)) throw error;
      return this.#basicVoiceInstead(scene, able, error);
    }
  }

  async #ask(scene: Scene, narrators: readonly Narrator[], wish: string): Promise<SpokenInTurn> {
    const { voice, rate } = this.#context.job.brief;
    const { sceneId, narration: text } = scene;
    const request = { sceneId, text, rate, language: this.#script.language };
    return speakOnce(request, wish, this.#context.workspace, async (audioPath) => {
      const speech = { ...request, voice, audioPath };
      const answer = await speakInTurn(speech, narrators, this.#chain.triggers, this.#context, () =>
        this.#step.progress(0),
      );
      this.#decisions.add(answer, reasonFor(answer), sceneId);
      this.#receipts.addAnswer(answer, sceneId);
      for (const { provider, reason } of this.#chain.leftOut.slice(0, 1)) {
        this.#receipts.add(
          { replaced: provider.name, replacement: answer.provider, reason, redoStep: 'narration' },
          sceneId,
        );
      }
      return { spoken: answer.value, provider: answer.provider };
    });
  }

  /** The voice that needs no network, and where that cannot speak the text either, captions to read. */
  async #basicVoiceInstead(scene: Scene, tried: readonly Narrator[], failure: unknown): Promise<SpokenScene> {
    const first = tried[0]?.name ?? '';
    const { narrators } = this.#context.providers;
    const basic = narrators.filter(({ name }) => name === 'Flite' && !tried.some((narrator) => narrator.name === name));
    const { able } = whoSpeaks(basic, scene.narration, this.#script.language);
    const replaced = { replaced: first, reason: messageOf(failure), redoStep: 'narration' as const };
    if (able.length > 0) {
      try {
        const spoken = await this.#ask(scene, able, 'basic');
        this.#receipts.add({ ...replaced, replacement: spoken.provider }, scene.sceneId);
        return this.#count(spoken);
      } catch (error) {
        if (this.#context.signal.aborted) throw error;
      }
    }
    return this.#captionsInstead(scene, first, messageOf(failure), 'narration');
  }

  #captionsInstead(scene: Scene, replaced: string, reason: string, redoStep?: 'narration'): SpokenScene {
    const { music, rate } = this.#context.job.brief;
    const replacement = music === 'none' ? 'Captions' : 'Captions and music';
    this.#receipts.add({ replaced, replacement, reason, ...(redoStep && { redoStep }) }, scene.sceneId);
    return { sceneId: scene.sceneId, ...estimateWords(scene.narration, this.#script.language, rate) };
  }

  #count({ spoken, provider }: SpokenInTurn): SpokenScene {
    this.#counts.set(provider, (this.#counts.get(provider) ?? 0) + 1);
    return spoken;
  }

  #progress(scene: Scene): void {
    this.#doneWords += wordCount(scene.narration);
    const detail = `${this.#doneWords} of ${this.#totalWords} words`;
    const fraction = this.#totalWords === 0 ? 1 : this.#doneWords / this.#totalWords;
    this.#step.progress(fraction, { current: this.#doneWords, total: this.#totalWords, detail });
  }
}

const wordCount = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

import { join } from 'node:path';
import { Brief, defaultResolution, type Aspect, type RenderWishes } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { Scene, Script } from '../../src-shared/film.ts';
import { invalidInput } from '../../src-shared/invalid-input.ts';
import type { DraftFilm } from '../../src-shared/ipc.ts';
import { JobRequest, type JobRequestInput } from '../../src-shared/job.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { uncounted, type Illustrator, type Narrator, type Providers } from '../providers/provider.ts';
import { countWords, estimateFilmSeconds, estimateSceneSeconds } from '../providers/script/speaking-time.ts';
import { whoDraws } from './draw-in-turn.ts';
import { drawScene, type Artist } from './draw-scene.ts';
import { estimateFilmBytes } from './estimate-disk.ts';
import { estimateOutside } from './estimate-outside.ts';
import { inParallel } from './in-parallel.ts';
import { briefForText, parseOwnText } from './own-text.ts';
import { keepNewest } from './keep-newest.ts';
import { providersInOrder } from './provider-chain.ts';
import { sampleScript } from './sample-script.ts';
import { whoSpeaks } from './speak-in-turn.ts';
import type { PipelineJob } from './stage-context.ts';

interface DraftParts {
  providers: Pick<Providers, 'scriptWriters' | 'narrators' | 'illustrators'>;
  dataFolder: string;
  /** Turns the path of a picture into what the window may load. */
  mediaUrl: (path: string) => string;
  settings: Settings;
  /** Seconds of work a second of film, as this computer measured them on its last films. */
  renderRatio: number | undefined;
}

/** The film as it stands while one types: its scenes, their cards, and how long it would be. Nothing is spoken or rendered. */
export async function draftFilm(request: JobRequestInput, parts: DraftParts): Promise<DraftFilm> {
  const parsed = JobRequest.safeParse(request);
  if (!parsed.success) throw invalidInput(parsed.error);
  const { script, brief, problems } = await readFilm(parsed.data, parts);
  const durationSeconds = estimateFilmSeconds(script.scenes, brief.rate);
  const narrators = providersInOrder(parts.settings, 'TTS', parts.providers.narrators);
  const images = await drawAll(script, brief, problems, parts);
  const { renderRatio } = parts;
  return {
    title: script.title,
    durationSeconds,
    ...(renderRatio !== undefined && { renderSeconds: durationSeconds * renderRatio }),
    ...estimateOutside(
      { scenes: script.scenes, isWritten: parsed.data.brief !== undefined && !parsed.data.ownText },
      parts,
    ),
    sizeBytes: estimateFilmBytes(durationSeconds, formatOf(parsed.data.render, brief.aspect, parts.settings)),
    scenes: script.scenes.map((scene, index) => {
      const problem = problems.get(scene.sceneId) ?? unspeakable(scene, script.language, narrators);
      return {
        sceneId: scene.sceneId,
        heading: scene.heading,
        narration: scene.narration,
        durationSeconds: estimateSceneSeconds(scene, brief.rate),
        wordCount: countWords(scene.narration),
        imageUrl: images[index] ?? '',
        ...(problem && { problem }),
      };
    }),
  };
}

const formatOf = (wishes: RenderWishes, aspect: Aspect, { rendering }: Settings): PipelineJob['format'] => ({
  ...(wishes.resolution ?? defaultResolution[aspect]),
  frameRate: wishes.frameRate ?? rendering.frameRate,
  quality: wishes.quality ?? rendering.quality,
});

interface ReadFilm {
  script: Script;
  brief: Brief;
  /** By scene: why it cannot be made as it stands. */
  problems: Map<string, string>;
}

async function readFilm({ preset, brief, ownText }: JobRequest, parts: DraftParts): Promise<ReadFilm> {
  const problems = new Map<string, string>();
  if (ownText) {
    const onPictureProblem = (sceneId: string, problem: StudioError): void =>
      void problems.set(sceneId, problem.message);
    const text = await parseOwnText(ownText, parts.dataFolder, { onPictureProblem });
    const textBrief = briefForText(text, brief);
    return { script: { ...text, language: textBrief.language }, brief: textBrief, problems };
  }
  if (preset === 'sample')
    return { script: sampleScript, brief: brief ?? Brief.parse({ topic: sampleScript.title }), problems };
  // While one types nobody is asked who costs something or takes long.
  const writer = parts.providers.scriptWriters.find(({ name }) => name === 'Template');
  if (!brief) {
    throw new StudioError('InvalidInput:brief', {
      message: 'There is nothing to make a film from: write a brief or a text.',
    });
  }
  if (!writer) throw new StudioError('NotFound:script writer');
  return { script: await writer.write(brief, uncounted(neverAborted)), brief, problems };
}

const localArtist = (scene: Scene, illustrators: readonly Illustrator[]): Artist => {
  const [illustrator] = whoDraws(scene, [], illustrators);
  return {
    wish: illustrator?.name ?? '',
    async draw(request) {
      if (!illustrator) throw new StudioError('NotFound:illustrator');
      return { drawn: await illustrator.draw(request, uncounted(neverAborted)), provider: illustrator.name };
    },
  };
};

const neverAborted = new AbortController().signal;

/** Pixels of a card beside the text; twice as many would be drawn in four times the time. */
const draftSize: Record<Aspect, { width: number; height: number }> = {
  '16:9': { width: 960, height: 540 },
  '9:16': { width: 540, height: 960 },
  '1:1': { width: 720, height: 720 },
};
const drawnAtOnce = 2;
const mostKept = 600;

async function drawAll(
  script: Script,
  { theme, seed, aspect }: Brief,
  problems: Map<string, string>,
  { providers, dataFolder, mediaUrl }: DraftParts,
): Promise<string[]> {
  const folder = join(dataFolder, 'cache', 'drafts');
  const film = {
    filmTitle: script.title,
    sceneCount: script.scenes.length,
    brief: { theme, seed, language: script.language },
  };
  const draw = async (scene: Scene, index: number): Promise<string> => {
    const request = { ...film, ...draftSize[aspect], scene, sceneNumber: index + 1 };
    return (await drawScene(request, folder, localArtist(scene, providers.illustrators))).imagePath;
  };
  const paths = await inParallel(script.scenes, drawnAtOnce, async (scene, index) => {
    try {
      return await draw(scene, index);
    } catch (error) {
      // A picture that turns out damaged fails its own scene; what else fails is no matter of the text.
      if (!isOwnFile(scene.visual) || !(error instanceof StudioError)) throw error;
      problems.set(scene.sceneId, error.message);
      return draw({ ...scene, visual: { kind: 'title', title: scene.heading } }, index);
    }
  });
  await keepNewest(folder, mostKept, new Set(paths));
  return paths.map(mediaUrl);
}

const isOwnFile = ({ kind }: Scene['visual']): boolean => kind === 'picture' || kind === 'clip';

/** Told while one types, and not only once the film is to be made. */
function unspeakable({ narration }: Scene, language: string, narrators: readonly Narrator[]): string | undefined {
  if (!narration.trim() || narrators.length === 0) return undefined;
  const { able, refusal } = whoSpeaks(narrators, narration, language);
  return able.length === 0 ? refusal : undefined;
}

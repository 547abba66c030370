import { Brief, type BriefWishes, type OwnText } from '../../src-shared/brief.ts';
import { StudioError } from '../../src-shared/failure.ts';
import type { Scene } from '../../src-shared/film.ts';
import { findClip, findPicture } from './find-picture.ts';
import { readFrontMatter } from './front-matter.ts';
import { headlineOf, scenesOfSections, type TextScene } from './own-text-scenes.ts';
import { readTextTree } from './own-text-tree.ts';

export interface ParsedText {
  title: string;
  /** What the text's front matter says of the brief. */
  overrides: BriefWishes;
  scenes: Scene[];
}

interface ParseOptions {
  /** Told of each picture that cannot be shown, which then fails that scene only; without it the text is refused. */
  onPictureProblem?: (sceneId: string, problem: StudioError) => void;
}

const mostScenes = 500;
const longestNarration = 20_000;

/**
 * Reads a text of the user's own: its title, the scenes in its own words, and what it says of the film.
 * Throws `InvalidInput:text`, `InvalidInput:picture`, `InvalidInput:{key of the front matter}`, `InputFileMissing:name`.
 * Writes nothing.
 */
export async function parseOwnText(
  ownText: OwnText,
  dataFolder: string,
  options: ParseOptions = {},
): Promise<ParsedText> {
  const { frontMatter, sections } = readTextTree(ownText.markdown);
  const overrides = readFrontMatter(frontMatter);
  const heading = sections.find(({ depth, heading: words }) => depth === 1 && words)?.heading;
  const title = heading ?? overrides.topic ?? headlineOf(sections);
  const textScenes = scenesOfSections(title, sections);
  refuseUnusable(textScenes);
  const places = { folder: ownText.folder, dataFolder };
  const scenes: Scene[] = [];
  for (const textScene of textScenes) scenes.push(await withPicture(textScene, places, options));
  return { title: title.slice(0, 200), overrides, scenes };
}

/** The brief for a text: what its front matter says, then what was asked for beside it. */
export const briefForText = ({ title, overrides }: ParsedText, brief?: Brief): Brief =>
  Brief.parse({ topic: title, ...brief, ...overrides });

/** The scenes of a text without looking at the files that it names. */
export function scenesOfText({ markdown }: Pick<OwnText, 'markdown'>): Scene[] {
  const { sections } = readTextTree(markdown);
  return scenesOfSections(headlineOf(sections), sections).map(({ scene }) => scene);
}

function refuseUnusable(scenes: readonly TextScene[]): void {
  if (scenes.length === 0) throw badText('The text has no words to speak and nothing to show.');
  if (scenes.length > mostScenes) throw badText(`The text has ${scenes.length} scenes; a film can have ${mostScenes}.`);
  const long = scenes.find(({ scene }) => scene.narration.length > longestNarration);
  if (long) throw badText(`“${long.scene.heading}” is longer than 20,000 letters. Give it more headings.`);
}

const badText = (message: string): StudioError => new StudioError('InvalidInput:text', { message });

async function withPicture(
  { scene, pictureReference }: TextScene,
  places: Parameters<typeof findPicture>[1],
  { onPictureProblem }: ParseOptions,
): Promise<Scene> {
  const { visual } = scene;
  if (pictureReference === undefined) return scene;
  try {
    if (visual.kind === 'clip')
      return { ...scene, visual: { ...visual, source: await findClip(pictureReference, places) } };
    if (visual.kind !== 'picture') return scene;
    return { ...scene, visual: { ...visual, source: await findPicture(pictureReference, places) } };
  } catch (error) {
    if (!onPictureProblem || !(error instanceof StudioError)) throw error;
    onPictureProblem(scene.sceneId, error);
    return { ...scene, visual: { kind: 'title', title: scene.heading } };
  }
}

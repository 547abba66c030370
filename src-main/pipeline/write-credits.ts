import { extname } from 'node:path';
import type { PictureCredit, Script, Visuals } from '../../src-shared/film.ts';
import { writeFileAtomic } from '../storage/atomic-file.ts';

interface Credits {
  path: string;
  /** Pictures that are credited. */
  count: number;
}

/** Writes who made the film's pictures beside the film, `NAME.credits.txt`; no file where nobody did. */
export async function writeCredits(videoPath: string, script: Script, visuals: Visuals): Promise<Credits | undefined> {
  const credited = visuals.scenes.flatMap(({ sceneId, credit }) => {
    const index = script.scenes.findIndex((scene) => scene.sceneId === sceneId);
    return credit ? [{ credit, number: index + 1, heading: script.scenes[index]?.heading ?? '' }] : [];
  });
  if (credited.length === 0) return undefined;
  const entries = credited.map(({ credit, number, heading }) =>
    [`Scene ${number}, ${oneLine(heading)}`, ...linesOf(credit)].join('\n  '),
  );
  const path = `${videoPath.slice(0, -extname(videoPath).length)}.credits.txt`;
  await writeFileAtomic(path, `Pictures in “${oneLine(script.title)}”\n\n${entries.join('\n\n')}\n`);
  return { path, count: credited.length };
}

function linesOf({ provider, author, authorUrl, source, license }: PictureCredit): string[] {
  const isPage = /^https?:/.test(source);
  const by = author ? `Photo by ${author} on ${provider}` : `Made with ${provider}${isPage ? '' : `, ${source}`}`;
  return [`${by} (${license})`, ...(isPage ? [source] : []), ...(authorUrl ? [authorUrl] : [])].map(oneLine);
}

/** What others wrote must not look like another entry. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

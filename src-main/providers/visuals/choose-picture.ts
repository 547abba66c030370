import type { PictureCredit } from '../../../src-shared/film.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import type { DrawRequest } from '../provider.ts';

/** A picture that a search has found. */
export interface FoundPicture {
  width: number;
  height: number;
  /** Of the file, in a size that fits the film. */
  fileUrl: string;
  credit: PictureCredit;
}

/** Enlarged by more than this a photograph looks soft. */
const largestEnlargement = 1.6;

/**
 * The picture that costs least of itself in the film's frame, large enough, and not shown in the film before. Marks it
 * as taken. The best ones first: services rank by how well a picture answers the search.
 */
export function choosePicture(
  provider: ProviderName,
  query: string,
  found: readonly FoundPicture[],
  { width, height, taken }: Pick<DrawRequest, 'width' | 'height' | 'taken'>,
): FoundPicture {
  const isLargeEnough = (picture: FoundPicture): boolean =>
    Math.max(width / picture.width, height / picture.height) <= largestEnlargement;
  const fresh = found.filter(({ credit }) => !taken?.has(credit.source));
  const fitting = fresh.filter(isLargeEnough);
  const lostOf = (picture: FoundPicture): number => {
    const [frame, own] = [width / height, picture.width / picture.height];
    return 1 - Math.min(frame / own, own / frame);
  };
  const chosen = fitting.find((picture) => lostOf(picture) < 0.35) ?? fitting[0];
  if (!chosen)
    throw new StudioError('InvalidInput:imageQuery', {
      message: `${provider} has no picture for “${query}” that would fit.`,
      remediation: 'Put a picture of your own into the text, or let another provider step in.',
      details: { provider, query, found: found.length, fresh: fresh.length },
    });
  taken?.add(chosen.credit.source);
  return chosen;
}

/** The shape to search for, in a service's own words. */
export function orientationOf<Word>(
  { width, height }: Pick<DrawRequest, 'width' | 'height'>,
  words: { landscape: Word; portrait: Word; square: Word },
): Word {
  if (width > height * 1.1) return words.landscape;
  return height > width * 1.1 ? words.portrait : words.square;
}

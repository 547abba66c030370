import { z } from 'zod';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { readJson } from '../http/read-json.ts';
import { accessTo, type NetworkParts } from '../provider-access.ts';
import type { DrawRequest, Illustrator, ProviderCall } from '../provider.ts';
import { orientationOf, type FoundPicture } from './choose-picture.ts';
import { createStockIllustrator, requestsLeft } from './stock-illustrator.ts';

const name = 'Pixabay';
const keyName = 'PIXABAY_API_KEY';
/** `largeImageURL` is scaled to this; larger files are for approved accounts. */
const largestSide = 1280;

const Hits = z.object({
  hits: z.array(
    z.object({
      pageURL: z.string(),
      largeImageURL: z.string(),
      imageWidth: z.number(),
      imageHeight: z.number(),
      user: z.string(),
      user_id: z.number(),
    }),
  ),
});

/** https://pixabay.com/api/docs/ */
export function createPixabay({ ffmpeg, ...network }: { ffmpeg: Ffmpeg } & NetworkParts): Illustrator {
  const access = accessTo({ name, kind: 'Images', keyName }, network);
  // The service takes its key in the address only.
  const get = (words: Record<string, string>, { signal }: ProviderCall) =>
    access.door.send({
      url: access.address('/', { key: access.key(), ...words }),
      signal,
      expects: 'json',
    });

  async function search(q: string, request: DrawRequest, call: ProviderCall): Promise<FoundPicture[]> {
    const orientation = orientationOf(request, { landscape: 'horizontal', portrait: 'vertical', square: 'all' });
    const words = { q, orientation, image_type: 'photo', safesearch: 'true', per_page: '20' };
    const { hits } = readJson(name, await get(words, call), Hits);
    return hits.map(({ pageURL, largeImageURL, imageWidth, imageHeight, user, user_id: id }) => {
      const scale = Math.min(1, largestSide / Math.max(imageWidth, imageHeight));
      const authorUrl = `https://pixabay.com/users/${encodeURIComponent(user)}-${id}/`;
      return {
        width: Math.round(imageWidth * scale),
        height: Math.round(imageHeight * scale),
        fileUrl: largeImageURL,
        credit: { provider: name, author: user, authorUrl, source: pageURL, license: 'Pixabay Content License' },
      };
    });
  }

  return createStockIllustrator({
    ...{ name, keyName, access, ffmpeg, search, fileHosts: ['pixabay.com'] },
    check: async (call) => requestsLeft((await get({ q: 'sky', per_page: '3' }, call)).headers),
  });
}

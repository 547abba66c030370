import { z } from 'zod';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { readJson } from '../http/read-json.ts';
import { accessTo, type NetworkParts } from '../provider-access.ts';
import type { DrawRequest, Illustrator, ProviderCall } from '../provider.ts';
import { orientationOf, type FoundPicture } from './choose-picture.ts';
import { sizedAddress } from './sized-address.ts';
import { createStockIllustrator, requestsLeft } from './stock-illustrator.ts';

const name = 'Pexels';
const keyName = 'PEXELS_API_KEY';

const Photos = z.object({
  photos: z.array(
    z.object({
      width: z.number(),
      height: z.number(),
      url: z.string(),
      photographer: z.string(),
      photographer_url: z.url(),
      src: z.object({ original: z.string() }),
    }),
  ),
});

/** https://www.pexels.com/api/documentation/ */
export function createPexels({ ffmpeg, ...network }: { ffmpeg: Ffmpeg } & NetworkParts): Illustrator {
  const access = accessTo({ name, kind: 'Images', keyName }, network);
  const get = (path: string, words: Record<string, string>, { signal }: ProviderCall) =>
    access.door.send({
      url: access.address(path, words),
      headers: { authorization: access.key() },
      signal,
      expects: 'json',
    });

  async function search(query: string, request: DrawRequest, call: ProviderCall): Promise<FoundPicture[]> {
    const orientation = orientationOf(request, { landscape: 'landscape', portrait: 'portrait', square: 'square' });
    const words = { query, orientation, size: 'large', per_page: '15' };
    const { photos } = readJson(name, await get('/search', words, call), Photos);
    return photos.map(({ width, height, url, photographer, photographer_url: authorUrl, src }) => ({
      width,
      height,
      fileUrl: sizedAddress(src.original, request, { auto: 'compress', cs: 'tinysrgb' }),
      credit: { provider: name, author: photographer, authorUrl, source: url, license: 'Pexels License' },
    }));
  }

  return createStockIllustrator({
    ...{ name, keyName, access, ffmpeg, search, fileHosts: ['pexels.com'] },
    check: async (call) => requestsLeft((await get('/curated', { per_page: '1' }, call)).headers),
  });
}

import { z } from 'zod';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { log } from '../../logging/log.ts';
import { readJson } from '../http/read-json.ts';
import { accessTo, type NetworkParts } from '../provider-access.ts';
import type { DrawRequest, Illustrator, ProviderCall } from '../provider.ts';
import { orientationOf, type FoundPicture } from './choose-picture.ts';
import { sizedAddress } from './sized-address.ts';
import { createStockIllustrator, requestsLeft } from './stock-illustrator.ts';

const name = 'Unsplash';
const keyName = 'UNSPLASH_ACCESS_KEY';
/** How links back are to be marked: https://help.unsplash.com/en/articles/2511315-guideline-attribution */
const referral = '?utm_source=aura_video_studio&utm_medium=referral';

const Results = z.object({
  results: z.array(
    z.object({
      width: z.number(),
      height: z.number(),
      urls: z.object({ raw: z.string() }),
      links: z.object({ html: z.string(), download_location: z.string() }),
      user: z.object({ name: z.string(), links: z.object({ html: z.url() }) }),
    }),
  ),
});

type Found = FoundPicture & { downloadLocation: string };

/** https://unsplash.com/documentation */
export function createUnsplash({ ffmpeg, ...network }: { ffmpeg: Ffmpeg } & NetworkParts): Illustrator {
  const access = accessTo({ name, kind: 'Images', keyName }, network);
  const send = (url: string, { signal }: ProviderCall) =>
    access.door.send({
      url,
      headers: { authorization: `Client-ID ${access.key()}`, 'accept-version': 'v1' },
      signal,
      expects: 'json',
    });

  async function search(query: string, request: DrawRequest, call: ProviderCall): Promise<Found[]> {
    const orientation = orientationOf(request, { landscape: 'landscape', portrait: 'portrait', square: 'squarish' });
    const words = { query, orientation, per_page: '15', content_filter: 'high' };
    const { results } = readJson(name, await send(access.address('/search/photos', words), call), Results);
    return results.map(({ width, height, urls, links, user }) => ({
      width,
      height,
      // https://unsplash.com/documentation#dynamically-resizable-images
      fileUrl: sizedAddress(urls.raw, request, { fm: 'jpg', q: '85' }),
      downloadLocation: links.download_location,
      credit: {
        ...{ provider: name, author: user.name, authorUrl: user.links.html + referral },
        ...{ source: links.html, license: 'Unsplash License' },
      },
    }));
  }

  return createStockIllustrator({
    ...{ name, keyName, access, ffmpeg, search, fileHosts: ['unsplash.com'] },
    /** Owed for every picture in use: https://help.unsplash.com/en/articles/2511258-guideline-triggering-a-download */
    async onUsed(picture, call) {
      const { downloadLocation } = picture as Found;
      // The key goes nowhere but to the API.
      if (!URL.canParse(downloadLocation) || new URL(downloadLocation).origin !== new URL(access.baseUrl()).origin)
        return;
      await send(downloadLocation, call).catch((error: unknown) => {
        call.signal.throwIfAborted();
        log.warn('Unsplash was not told of a picture in use', { error: String(error) });
      });
    },
    check: async (call) => requestsLeft((await send(access.address('/photos?per_page=1'), call)).headers),
  });
}

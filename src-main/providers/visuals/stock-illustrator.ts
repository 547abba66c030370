import type { KeyName } from '../../../src-shared/provider-keys.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { isLoopbackHost } from '../../runtime/loopback.ts';
import type { ProviderAccess } from '../provider-access.ts';
import type { DrawRequest, Illustrator, ProviderCall } from '../provider.ts';
import { choosePicture, type FoundPicture } from './choose-picture.ts';
import { keepPicture } from './keep-picture.ts';
import { searchWords, wishesPicture } from './picture-wish.ts';

interface StockOptions {
  name: ProviderName;
  keyName: KeyName;
  access: ProviderAccess;
  ffmpeg: Ffmpeg;
  /** Where the files may lie, beside the API's own server: `pexels.com` stands for its subdomains too. */
  fileHosts: readonly string[];
  search: (query: string, request: DrawRequest, call: ProviderCall) => Promise<FoundPicture[]>;
  /** For services that want to know which picture was used. */
  onUsed?: (picture: FoundPicture, call: ProviderCall) => Promise<void>;
  check: NonNullable<Illustrator['check']>;
}

/** What all services for photographs have in common: search, choose, fetch, keep with its credit. */
export function createStockIllustrator(options: StockOptions): Illustrator {
  const { name, keyName, access, ffmpeg, search, onUsed } = options;
  return {
    name,
    kind: 'Images',
    keyName,
    isLocal: false,
    canDraw: wishesPicture,
    check: (call) => options.check(call),
    async draw(request, call) {
      access.key();
      const query = searchWords(request.scene);
      const chosen = choosePicture(name, query, await search(query, request, call), request);
      try {
        const { body } = await access.door.send({
          url: fileAddress(options, chosen.fileUrl),
          signal: call.signal,
          expects: 'picture',
        });
        const drawn = await keepPicture(body, { provider: name, credit: chosen.credit }, request, { ffmpeg, call });
        await onUsed?.(chosen, call);
        call.used({ model: name, images: 1, costUsd: 0 });
        return drawn;
      } catch (error) {
        request.taken?.delete(chosen.credit.source);
        throw error;
      }
    },
  };
}

/** A service's answer must not make the studio fetch whatever it likes: https and its own servers, or the API's. */
function fileAddress({ name, access, fileHosts }: StockOptions, address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isOwn = url?.origin === new URL(access.baseUrl()).origin;
  const isKnown = fileHosts.some((host) => url?.hostname === host || url?.hostname.endsWith(`.${host}`));
  // A server on this computer may have its files at another port of it.
  const isBeside = url !== undefined && access.isLoopback() && isLoopbackHost(url.hostname);
  if (url && (isOwn || isBeside || (url.protocol === 'https:' && isKnown))) return url;
  throw new StudioError(`ProviderUnavailable:${name}`, {
    message: `${name} names a place for its picture that is not its own.`,
    details: { provider: name, address: address.slice(0, 200) },
  });
}

/** "198 of 200 requests left", where the headers tell. */
export function requestsLeft(headers: Record<string, string>): { left?: string } {
  const [remaining, limit] = [headers['x-ratelimit-remaining'], headers['x-ratelimit-limit']];
  if (!remaining || !limit) return {};
  return { left: `${Number(remaining).toLocaleString('en')} of ${Number(limit).toLocaleString('en')} requests left` };
}

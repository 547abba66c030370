import type { KeyName } from '../../../src-shared/provider-keys.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import type { ProviderAccess } from '../provider-access.ts';
import type { DrawRequest, Illustrator, ProviderCall } from '../provider.ts';
import { keepPicture } from './keep-picture.ts';
import { wishesPicture } from './picture-wish.ts';

interface Asked {
  model: string;
  signal: AbortSignal;
  /** The picture is paid for, whatever becomes of it. */
  charge: () => void;
}

interface ModelOptions {
  name: ProviderName;
  keyName?: KeyName;
  isLocal: () => boolean;
  access: ProviderAccess;
  ffmpeg: Ffmpeg;
  generate: (request: DrawRequest, asked: Asked) => Promise<Buffer>;
  /** As the credits name it. */
  sourceOf?: (model: string) => string;
  check: NonNullable<Illustrator['check']>;
}

/** What all models that draw have in common: ask, pay, keep with its credit. */
export function createModelIllustrator(options: ModelOptions): Illustrator {
  const { name, keyName, access, ffmpeg, generate, sourceOf = (model) => model } = options;
  return {
    name,
    kind: 'Images',
    ...(keyName && { keyName }),
    get isLocal() {
      return options.isLocal();
    },
    canDraw: wishesPicture,
    get model() {
      return access.model();
    },
    check: (call) => options.check(call),
    async draw(request: DrawRequest, call: ProviderCall) {
      const model = access.model();
      const charge = () => access.charge(call, { model, images: 1, ...(!keyName && { costUsd: 0 }) });
      const bytes = await generate(request, { model, signal: call.signal, charge });
      const credit = { provider: name, source: sourceOf(model), license: 'Generated' };
      return keepPicture(bytes, { provider: name, credit }, request, { ffmpeg, call });
    },
  };
}

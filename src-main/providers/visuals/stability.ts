import { z } from 'zod';
import { StudioError } from '../../../src-shared/failure.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { readJson } from '../http/read-json.ts';
import { limitsOfModel } from '../model-catalogue.ts';
import { accessTo, type NetworkParts } from '../provider-access.ts';
import type { DrawRequest, Illustrator } from '../provider.ts';
import { orientationOf } from './choose-picture.ts';
import { keepPicture } from './keep-picture.ts';
import { picturePrompt, wishesPicture } from './picture-wish.ts';

const name = 'Stability';
const keyName = 'STABILITY_API_KEY';

const Balance = z.object({ credits: z.number() });

/** https://platform.stability.ai/docs/api-reference#tag/Generate; the model is the last part of the path. */
export function createStability({ ffmpeg, ...network }: { ffmpeg: Ffmpeg } & NetworkParts): Illustrator {
  const access = accessTo({ name, kind: 'Images', keyName }, network);
  const authorization = () => `Bearer ${access.key()}`;
  return {
    name,
    kind: 'Images',
    keyName,
    isLocal: false,
    canDraw: wishesPicture,
    get model() {
      return access.model();
    },
    async draw(request, call) {
      const model = access.model();
      const { headers, body } = await access.door.send({
        method: 'POST',
        url: access.address(`/v2beta/stable-image/generate/${encodeURIComponent(model)}`),
        headers: { authorization: authorization(), accept: 'image/*' },
        body: formOf(request),
        signal: call.signal,
        expects: 'picture',
      });
      access.charge(call, { model, images: 1 });
      // A picture that was blurred comes with 200.
      if (headers['finish-reason'] === 'CONTENT_FILTERED')
        throw new StudioError(`ContentRejected:${name}`, {
          details: { provider: name, providerCode: 'CONTENT_FILTERED' },
        });
      const credit = { provider: name, source: `Stable Image ${model}`, license: 'Generated' };
      return keepPicture(body, { provider: name, credit }, request, { ffmpeg, call });
    },
    async check({ signal }) {
      const headers = { authorization: authorization() };
      const answer = await access.door.send({
        url: access.address('/v1/user/balance'),
        headers,
        signal,
        expects: 'json',
      });
      const { credits } = readJson(name, answer, Balance);
      return { left: `${credits.toLocaleString('en')} credits left`, models: ['core', 'ultra', 'sd3'] };
    },
  };
}

function formOf(request: DrawRequest): FormData {
  const form = new FormData();
  form.set('prompt', picturePrompt(request, limitsOfModel(name, 'Images').mostCharacters));
  form.set('aspect_ratio', orientationOf(request, { landscape: '16:9', portrait: '9:16', square: '1:1' }));
  form.set('output_format', 'jpeg');
  // The API's own range; the scene's number keeps two scenes apart.
  form.set('seed', String((request.brief.seed + request.sceneNumber) % 4_294_967_294));
  return form;
}

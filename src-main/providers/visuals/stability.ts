import { z } from 'zod';
import { StudioError } from '../../../src-shared/failure.ts';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { readJson } from '../http/read-json.ts';
import { limitsOfModel } from '../model-catalogue.ts';
import { accessTo, type NetworkParts } from '../provider-access.ts';
import type { DrawRequest, Illustrator } from '../provider.ts';
import { orientationOf } from './choose-picture.ts';
import { createModelIllustrator } from './model-illustrator.ts';
import { picturePrompt } from './picture-wish.ts';

const name = 'Stability';
const keyName = 'STABILITY_API_KEY';

const Balance = z.object({ credits: z.number() });

/** https://platform.stability.ai/docs/api-reference#tag/Generate; the model is the last part of the path. */
export function createStability({ ffmpeg, ...network }: { ffmpeg: Ffmpeg } & NetworkParts): Illustrator {
  const access = accessTo({ name, kind: 'Images', keyName }, network);
  const authorization = () => `Bearer ${access.key()}`;
  return createModelIllustrator({
    ...{ name, keyName, access, ffmpeg, isLocal: () => false },
    sourceOf: (model) => `Stable Image ${model}`,
    async generate(request, { model, signal, charge }) {
      const { headers, body } = await access.door.send({
        method: 'POST',
        url: access.address(`/v2beta/stable-image/generate/${encodeURIComponent(model)}`),
        headers: { authorization: authorization(), accept: 'image/*' },
        body: formOf(request),
        signal,
        expects: 'picture',
      });
      charge();
      // A picture that was blurred comes with 200.
      if (headers['finish-reason'] === 'CONTENT_FILTERED')
        throw new StudioError(`ContentRejected:${name}`, {
          details: { provider: name, providerCode: 'CONTENT_FILTERED' },
        });
      return body;
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
  });
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

import { z } from 'zod';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { readJson } from '../http/read-json.ts';
import { limitsOfModel } from '../model-catalogue.ts';
import { accessTo, type NetworkParts } from '../provider-access.ts';
import type { Illustrator } from '../provider.ts';
import { listModels } from '../script/model-list.ts';
import { orientationOf } from './choose-picture.ts';
import { createModelIllustrator } from './model-illustrator.ts';
import { picturePrompt } from './picture-wish.ts';

const name = 'OpenAI';
const keyName = 'OPENAI_API_KEY';
const mostAnswerBytes = 20_000_000;

const Images = z.object({ data: z.array(z.object({ b64_json: z.string().min(1) })).min(1) });

/** https://platform.openai.com/docs/api-reference/images/create */
export function createOpenAiImages({ ffmpeg, ...network }: { ffmpeg: Ffmpeg } & NetworkParts): Illustrator {
  const access = accessTo({ name, kind: 'Images', keyName }, network);
  return createModelIllustrator({
    ...{ name, keyName, access, ffmpeg, isLocal: () => false },
    async generate(request, { model, signal, charge }) {
      const size = orientationOf(request, { landscape: '1536x1024', portrait: '1024x1536', square: '1024x1024' });
      const prompt = picturePrompt(request, limitsOfModel(name, 'Images').mostCharacters);
      const answer = await access.door.send({
        method: 'POST',
        url: access.address('/images/generations'),
        headers: { authorization: `Bearer ${access.key()}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model, prompt, size, quality: 'medium', output_format: 'jpeg', n: 1 }),
        signal,
        expects: 'json',
        mostBytes: mostAnswerBytes,
      });
      const [image] = readJson(name, answer, Images).data;
      charge();
      return Buffer.from(image!.b64_json, 'base64');
    },
    async check(call) {
      const { models } = await listModels(name, access, { authorization: `Bearer ${access.key()}` }, call);
      return { models: models.filter((id) => /image|dall-e/.test(id)) };
    },
  });
}

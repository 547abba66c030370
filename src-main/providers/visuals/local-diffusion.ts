import { z } from 'zod';
import type { Ffmpeg } from '../../ffmpeg/ffmpeg.ts';
import { readJson } from '../http/read-json.ts';
import { limitsOfModel } from '../model-catalogue.ts';
import { accessTo, type NetworkParts } from '../provider-access.ts';
import type { DrawRequest, Illustrator } from '../provider.ts';
import { createModelIllustrator } from './model-illustrator.ts';
import { picturePrompt } from './picture-wish.ts';

const name = 'LocalDiffusion';
const mostAnswerBytes = 30_000_000;
/** What models of Stable Diffusion draw well; the picture is enlarged afterwards. */
const pixels = 1024 * 576;

const Images = z.object({ images: z.array(z.string().min(1)).min(1) });
const Models = z.array(z.object({ model_name: z.string() }));

/** The API of AUTOMATIC1111’s web UI, and of those that speak like it: https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/API */
export function createLocalDiffusion({ ffmpeg, ...network }: { ffmpeg: Ffmpeg } & NetworkParts): Illustrator {
  const access = accessTo({ name, kind: 'Images' }, network);
  return createModelIllustrator({
    ...{ name, access, ffmpeg, isLocal: () => access.isLoopback() },
    async generate(request, { model, signal, charge }) {
      const answer = await access.door.send({
        method: 'POST',
        url: access.address('/sdapi/v1/txt2img'),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(wishOf(request, model)),
        signal,
        expects: 'json',
        mostBytes: mostAnswerBytes,
      });
      const [image = ''] = readJson(name, answer, Images).images;
      charge();
      return Buffer.from(image.replace(/^data:image\/\w+;base64,/, ''), 'base64');
    },
    async check({ signal }) {
      const answer = await access.door.send({ url: access.address('/sdapi/v1/sd-models'), signal, expects: 'json' });
      return { models: readJson(name, answer, Models).map(({ model_name: model }) => model) };
    },
  });
}

function wishOf(request: DrawRequest, model: string): object {
  const { width, height, brief, sceneNumber } = request;
  const scale = Math.sqrt(pixels / (width * height));
  const side = (length: number): number => Math.max(64, Math.round((length * scale) / 64) * 64);
  return {
    prompt: picturePrompt(request, limitsOfModel(name, 'Images').mostCharacters),
    negative_prompt: 'text, letters, watermark, logo, frame',
    width: side(width),
    height: side(height),
    steps: 25,
    seed: brief.seed + sceneNumber,
    // Absent: whichever model the web UI has loaded.
    ...(model !== 'sd' && { override_settings: { sd_model_checkpoint: model } }),
  };
}

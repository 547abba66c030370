import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { z } from 'zod';
import { readJson } from '../http/read-json.ts';
import { accessTo, type NetworkParts } from '../provider-access.ts';
import type { ScriptWriter } from '../provider.ts';
import { createModelWriter } from './model-writer.ts';

const name = 'Google';
const keyName = 'GOOGLE_API_KEY';

const Models = z.object({
  models: z.array(z.object({ name: z.string(), supportedGenerationMethods: z.array(z.string()).default([]) })),
});

/** https://ai.google.dev/api/generate-content */
export function createGoogleWriter(parts: NetworkParts): ScriptWriter {
  const access = accessTo({ name, kind: 'LLM', keyName }, parts);
  return createModelWriter({
    ...{ name, keyName, access },
    languageModel: () =>
      createGoogleGenerativeAI({ apiKey: access.key(), baseURL: access.baseUrl(), fetch: access.door.fetch })(
        access.model(),
      ),
    async check({ signal }) {
      const headers = { 'x-goog-api-key': access.key() };
      const answer = await access.door.send({ url: access.address('/models'), headers, signal, expects: 'json' });
      const { models } = readJson(name, answer, Models);
      const writers = models.filter(({ supportedGenerationMethods }) =>
        supportedGenerationMethods.includes('generateContent'),
      );
      return { models: writers.map((model) => model.name.replace(/^models\//, '')) };
    },
  });
}

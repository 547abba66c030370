import { createOpenAI } from '@ai-sdk/openai';
import { accessTo, type NetworkParts } from '../provider-access.ts';
import type { ScriptWriter } from '../provider.ts';
import { listModels } from './model-list.ts';
import { createModelWriter } from './model-writer.ts';

const name = 'OpenAI';
const keyName = 'OPENAI_API_KEY';

/** https://platform.openai.com/docs/api-reference/chat: the form that gateways and proxies speak too. */
export function createOpenAiWriter(parts: NetworkParts): ScriptWriter {
  const access = accessTo({ name, kind: 'LLM', keyName }, parts);
  return createModelWriter({
    ...{ name, keyName, access },
    languageModel: () =>
      createOpenAI({ apiKey: access.key(), baseURL: access.baseUrl(), fetch: access.door.fetch }).chat(access.model()),
    async check(call) {
      const { models } = await listModels(name, access, { authorization: `Bearer ${access.key()}` }, call);
      return {
        models: models.filter(
          (id) => /^(?:gpt|o\d|chatgpt)/.test(id) && !/tts|audio|image|realtime|transcribe/.test(id),
        ),
      };
    },
  });
}

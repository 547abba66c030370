import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { accessTo, type NetworkParts } from '../provider-access.ts';
import type { ScriptWriter } from '../provider.ts';
import { listModels, requireModel } from './model-list.ts';
import { createModelWriter } from './model-writer.ts';

const name = 'LocalLLM';

/** Any server that speaks like OpenAI: Ollama, LM Studio, llama.cpp. Takes no key. */
export function createLocalWriter(parts: NetworkParts): ScriptWriter {
  const access = accessTo({ name, kind: 'LLM' }, parts);
  return createModelWriter({
    ...{ name, access },
    languageModel: () =>
      createOpenAICompatible({
        name,
        baseURL: access.baseUrl(),
        fetch: access.door.fetch,
        supportsStructuredOutputs: true,
      })(access.model()),
    async check(call) {
      const found = await listModels(name, access, {}, call);
      requireModel(name, access.model(), found.models);
      return found;
    },
  });
}

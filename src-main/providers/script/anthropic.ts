import { createAnthropic } from '@ai-sdk/anthropic';
import { accessTo, type NetworkParts } from '../provider-access.ts';
import type { ScriptWriter } from '../provider.ts';
import { listModels } from './model-list.ts';
import { createModelWriter } from './model-writer.ts';

const name = 'Anthropic';
const keyName = 'ANTHROPIC_API_KEY';

/** https://docs.anthropic.com/en/api/messages */
export function createAnthropicWriter(parts: NetworkParts): ScriptWriter {
  const access = accessTo({ name, kind: 'LLM', keyName }, parts);
  return createModelWriter({
    ...{ name, keyName, access },
    languageModel: () =>
      createAnthropic({ apiKey: access.key(), baseURL: access.baseUrl(), fetch: access.door.fetch })(access.model()),
    check: async (call) =>
      listModels(name, access, { 'x-api-key': access.key(), 'anthropic-version': '2023-06-01' }, call),
  });
}

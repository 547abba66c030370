import type { LanguageModel, ModelMessage } from 'ai';
import type { Brief } from '../../../src-shared/brief.ts';
import { cutBetweenWords } from '../../../src-shared/cut-between-words.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import type { Script } from '../../../src-shared/film.ts';
import type { KeyName } from '../../../src-shared/provider-keys.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import { limitsOfModel } from '../model-catalogue.ts';
import type { ProviderAccess } from '../provider-access.ts';
import type { PlainQuestion, ProviderCall, ScriptWriter } from '../provider.ts';
import { askForText, askModel, type Asked } from './ask-model.ts';
import { problemOf, scriptFromAnswer } from './script-from-answer.ts';
import { repairRequest, scriptInstructions, scriptRequest, wantedLength } from './script-prompt.ts';

export interface ModelWriterOptions {
  name: ProviderName;
  keyName?: KeyName;
  access: ProviderAccess;
  /** By the key, address and model of the moment; throws `MissingApiKey`. */
  languageModel: () => LanguageModel;
  providerOptions?: Asked['providerOptions'];
  check: NonNullable<ScriptWriter['check']>;
}

/** What all chat models have in common as writers: the prompt, the schema, one try to mend an answer that does not fit. */
export function createModelWriter(options: ModelWriterOptions): ScriptWriter {
  const { name, keyName, access } = options;
  return {
    name,
    kind: 'LLM',
    get isLocal() {
      return keyName === undefined && access.isLoopback();
    },
    get model() {
      return access.model();
    },
    ...(keyName && { keyName }),
    check: (call) => options.check(call),
    write: (brief, call) => writeScript(brief, call, options),
    reply: (question, call) => reply(question, call, options),
  };
}

async function reply(question: PlainQuestion, call: ProviderCall, options: ModelWriterOptions): Promise<string> {
  const { name: provider, access, languageModel, providerOptions } = options;
  call.signal.throwIfAborted();
  const model = access.model();
  return askForText({
    ...{ provider, model: languageModel(), instructions: question.instructions, call },
    messages: [{ role: 'user', content: question.request }],
    mostOutputTokens: Math.min(question.mostOutputTokens, limitsOfModel(provider, 'LLM').mostOutputTokens),
    used: (tokens) => access.charge(call, { model, ...tokens }),
    ...(providerOptions && { providerOptions }),
  });
}

async function writeScript(brief: Brief, call: ProviderCall, options: ModelWriterOptions): Promise<Script> {
  const { name: provider, access, languageModel, providerOptions } = options;
  call.signal.throwIfAborted();
  const model = access.model();
  const asked = {
    ...{ provider, model: languageModel(), instructions: scriptInstructions, call },
    mostOutputTokens: outputTokens(brief, limitsOfModel(provider, 'LLM').mostOutputTokens),
    used: (tokens: object) => access.charge(call, { model, ...tokens }),
    ...(providerOptions && { providerOptions }),
  };
  const messages: ModelMessage[] = [{ role: 'user', content: scriptRequest(brief) }];
  const first = await askModel({ ...asked, messages });
  const firstProblem = problemIn(first.written, brief);
  if (first.written && !firstProblem) return scriptFromAnswer(first.written, brief);
  const again: ModelMessage[] = [
    { role: 'assistant', content: first.text || '(nothing)' },
    { role: 'user', content: repairRequest(firstProblem ?? '') },
  ];
  const second = await askModel({ ...asked, messages: [...messages, ...again] });
  const problem = problemIn(second.written, brief);
  if (second.written && !problem) return scriptFromAnswer(second.written, brief);
  throw new StudioError(`ProviderUnavailable:${provider}`, {
    message: `${provider} (${model}) wrote no script that can be used, twice: ${problem}.`,
    remediation: 'Choose another model under Settings, Providers, or let the next provider step in.',
    details: { provider, model, problems: [firstProblem, problem], body: cutBetweenWords(second.text, 2000) },
  });
}

const problemIn = (written: Parameters<typeof problemOf>[0] | undefined, brief: Brief): string | undefined =>
  written ? problemOf(written, brief) : 'it is not the JSON object that was asked for';

/** Room for the script, its cards and some thinking; a model that never stops costs no more than this. */
const outputTokens = (brief: Brief, most: number): number =>
  Math.min(most, 3000 + wantedLength(brief).words * 2 + wantedLength(brief).scenes * 150);

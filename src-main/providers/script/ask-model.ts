import { APICallError, generateText, NoObjectGeneratedError, Output, type LanguageModel, type ModelMessage } from 'ai';
import { cutBetweenWords } from '../../../src-shared/cut-between-words.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import type { ProviderCall } from '../provider.ts';
import { readWrittenScript, WrittenScript } from './written-script.ts';

// What a model does not know of is left out; it need not be told on the terminal.
globalThis.AI_SDK_LOG_WARNINGS = false;

export interface Asked {
  provider: ProviderName;
  model: LanguageModel;
  instructions: string;
  messages: ModelMessage[];
  mostOutputTokens: number;
  call: ProviderCall;
  used: (tokens: { inputTokens?: number; outputTokens?: number }) => void;
  providerOptions?: Parameters<typeof generateText>[0]['providerOptions'];
}

export interface ModelAnswer {
  /** Undefined when what was said does not fit the schema. */
  written: WrittenScript | undefined;
  text: string;
}

const requestOf = (asked: Asked) => ({
  model: asked.model,
  system: asked.instructions,
  messages: asked.messages,
  maxOutputTokens: asked.mostOutputTokens,
  maxRetries: 0,
  abortSignal: asked.call.signal,
  ...(asked.providerOptions && { providerOptions: asked.providerOptions }),
});

/** One request for a script. Refusals, answers that were cut off and answers that are none become the studio's own errors. */
export async function askModel(asked: Asked): Promise<ModelAnswer> {
  const { provider, call } = asked;
  try {
    const result = await generateText({ ...requestOf(asked), output: Output.object({ schema: WrittenScript }) });
    const text = understood(asked, saidIn(result));
    return { text, written: readWrittenScript(text) };
  } catch (error) {
    call.signal.throwIfAborted();
    if (NoObjectGeneratedError.isInstance(error)) {
      const text = understood(asked, {
        text: error.text ?? '',
        finishReason: error.finishReason ?? 'unknown',
        usage: error.usage,
        body: error.response && 'body' in error.response ? error.response.body : undefined,
      });
      return { text, written: readWrittenScript(text) };
    }
    throw translated(provider, error);
  }
}

/** One request for plain words; fails as `askModel` does. */
export async function askForText(asked: Asked): Promise<string> {
  try {
    const result = await generateText(requestOf(asked));
    return understood(asked, saidIn(result));
  } catch (error) {
    asked.call.signal.throwIfAborted();
    throw translated(asked.provider, error);
  }
}

interface Said {
  text: string;
  finishReason: string;
  usage: { inputTokens?: number | undefined; outputTokens?: number | undefined } | undefined;
  body: unknown;
}

/** The result's fields are getters, which a spread leaves out. */
const saidIn = ({
  text,
  finishReason,
  usage,
  response,
}: Omit<Said, 'body'> & { response: { body?: unknown } }): Said => ({
  ...{ text, finishReason, usage },
  body: response.body,
});

function understood({ provider, used }: Asked, { text, finishReason, usage, body }: Said): string {
  used({
    ...(usage?.inputTokens !== undefined && { inputTokens: usage.inputTokens }),
    ...(usage?.outputTokens !== undefined && { outputTokens: usage.outputTokens }),
  });
  const refusal = refusalIn(body);
  if (finishReason === 'content-filter' || refusal !== undefined)
    throw new StudioError(`ContentRejected:${provider}`, {
      details: { provider, providerCode: 'refusal', ...(refusal && { body: cutBetweenWords(refusal, 500) }) },
    });
  if (finishReason === 'length')
    throw new StudioError(`ProviderUnavailable:${provider}`, {
      message: `The answer of ${provider} was cut off before its end.`,
      remediation: 'Ask for less, or choose another model under Settings, Providers.',
      details: { provider, providerCode: 'length' },
    });
  return text;
}

/** OpenAI says no in a field of its own, with the usual reason for ending. */
function refusalIn(body: unknown): string | undefined {
  const choices = (body as { choices?: unknown } | undefined)?.choices;
  const [first] = Array.isArray(choices) ? (choices as { message?: { refusal?: unknown } }[]) : [];
  const refusal = first?.message?.refusal;
  return typeof refusal === 'string' && refusal !== '' ? refusal : undefined;
}

/** What the library makes of an answer that is no answer; what went wrong below it is a `StudioError` already. */
function translated(provider: ProviderName, error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof StudioError) return cause;
  const body = APICallError.isInstance(error) ? error.responseBody : undefined;
  // Google blocks a prompt by an answer without candidates.
  if (body && /"blockReason"/.test(body))
    return new StudioError(`ContentRejected:${provider}`, { details: { provider, body: cutBetweenWords(body, 2000) } });
  return new StudioError(`ProviderUnavailable:${provider}`, {
    message: `What ${provider} answered cannot be understood.`,
    details: {
      provider,
      reason: error instanceof Error ? error.name : String(error),
      ...(body && { body: cutBetweenWords(body, 2000) }),
    },
    cause: error,
  });
}

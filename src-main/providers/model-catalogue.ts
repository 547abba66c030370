import type { ProviderKind, ProviderName } from '../../src-shared/provider-settings.ts';
import type { CallUsage } from '../resilience/call-ledger.ts';

interface ModelFacts {
  /** For a million tokens. */
  input?: number;
  output?: number;
  /** For a thousand characters. */
  thousandCharacters?: number;
  /** For a picture of the size and quality that the studio asks for. */
  image?: number;
}

interface ProviderEntry {
  kind: ProviderKind;
  /** Used where the settings name none. */
  model: string;
  source: string;
  models: Record<string, ModelFacts>;
  /** Tokens that one answer may have. */
  mostOutputTokens?: number;
  /** Characters that one request may have to speak or to draw from. */
  mostCharacters?: number;
}

/** Where each provider's API lies unless the settings say otherwise, and the version that its paths begin with. */
export const apis: Partial<Record<ProviderName, { baseUrl: string; version?: string }>> = {
  OpenAI: { baseUrl: 'https://api.openai.com/v1', version: 'v1' },
  Anthropic: { baseUrl: 'https://api.anthropic.com/v1', version: 'v1' },
  Google: { baseUrl: 'https://generativelanguage.googleapis.com/v1beta', version: 'v1beta' },
  // Ollama; LM Studio listens at 1234.
  LocalLLM: { baseUrl: 'http://localhost:11434/v1', version: 'v1' },
  ElevenLabs: { baseUrl: 'https://api.elevenlabs.io/v1', version: 'v1' },
  Pexels: { baseUrl: 'https://api.pexels.com/v1', version: 'v1' },
  Pixabay: { baseUrl: 'https://pixabay.com/api' },
  Unsplash: { baseUrl: 'https://api.unsplash.com' },
  Stability: { baseUrl: 'https://api.stability.ai' },
  LocalDiffusion: { baseUrl: 'http://localhost:7860' },
};

/**
 * Models, prices and limits, a line a model. US dollars, good for an estimate and a budget and never for a bill: prices
 * change without notice, and `source` is where each provider publishes its own. A model that is not listed works too;
 * its price is then unknown.
 */
const catalogue: Partial<Record<`${ProviderName}-${ProviderKind}`, ProviderEntry>> = {
  'OpenAI-LLM': {
    kind: 'LLM',
    model: 'gpt-4.1-mini',
    source: 'https://openai.com/api/pricing',
    mostOutputTokens: 32_768,
    models: {
      'gpt-4.1': { input: 2, output: 8 },
      'gpt-4.1-mini': { input: 0.4, output: 1.6 },
      'gpt-4.1-nano': { input: 0.1, output: 0.4 },
      'gpt-4o': { input: 2.5, output: 10 },
      'gpt-4o-mini': { input: 0.15, output: 0.6 },
      'gpt-5': { input: 1.25, output: 10 },
      'gpt-5-mini': { input: 0.25, output: 2 },
      'gpt-5-nano': { input: 0.05, output: 0.4 },
    },
  },
  'Anthropic-LLM': {
    kind: 'LLM',
    model: 'claude-haiku-4-5',
    source: 'https://www.anthropic.com/pricing#api',
    mostOutputTokens: 32_000,
    models: {
      'claude-opus-4-1': { input: 15, output: 75 },
      'claude-sonnet-4-5': { input: 3, output: 15 },
      'claude-haiku-4-5': { input: 1, output: 5 },
    },
  },
  'Google-LLM': {
    kind: 'LLM',
    model: 'gemini-2.5-flash',
    source: 'https://ai.google.dev/gemini-api/docs/pricing',
    mostOutputTokens: 65_536,
    models: {
      'gemini-2.5-pro': { input: 1.25, output: 10 },
      'gemini-2.5-flash': { input: 0.3, output: 2.5 },
      'gemini-2.5-flash-lite': { input: 0.1, output: 0.4 },
    },
  },
  'LocalLLM-LLM': {
    kind: 'LLM',
    model: 'llama3.2',
    source: 'https://ollama.com/library',
    mostOutputTokens: 16_000,
    models: {},
  },
  'OpenAI-TTS': {
    kind: 'TTS',
    model: 'gpt-4o-mini-tts',
    source: 'https://openai.com/api/pricing',
    // The API takes 4,096 characters; gpt-4o-mini-tts stops at 2,000 tokens.
    mostCharacters: 1500,
    models: {
      // Billed by tokens of sound: about 0.015 a minute, and a minute has about 900 characters.
      'gpt-4o-mini-tts': { thousandCharacters: 0.017 },
      'tts-1': { thousandCharacters: 0.015 },
      'tts-1-hd': { thousandCharacters: 0.03 },
    },
  },
  'ElevenLabs-TTS': {
    kind: 'TTS',
    model: 'eleven_multilingual_v2',
    // The Creator plan: 22 for 100,000 credits.
    source: 'https://elevenlabs.io/pricing/api',
    mostCharacters: 1500,
    models: {
      eleven_multilingual_v2: { thousandCharacters: 0.22 },
      eleven_turbo_v2_5: { thousandCharacters: 0.11 },
      eleven_flash_v2_5: { thousandCharacters: 0.11 },
      eleven_v3: { thousandCharacters: 0.22 },
    },
  },
  'OpenAI-Images': {
    kind: 'Images',
    model: 'gpt-image-1',
    source: 'https://openai.com/api/pricing',
    mostCharacters: 4000,
    // Medium quality, 1536 × 1024.
    models: { 'gpt-image-1': { image: 0.063 }, 'gpt-image-1-mini': { image: 0.015 } },
  },
  'Stability-Images': {
    kind: 'Images',
    model: 'core',
    source: 'https://platform.stability.ai/pricing',
    mostCharacters: 4000,
    models: { core: { image: 0.03 }, ultra: { image: 0.08 }, sd3: { image: 0.065 } },
  },
  'LocalDiffusion-Images': {
    kind: 'Images',
    model: 'sd',
    source: 'https://github.com/AUTOMATIC1111/stable-diffusion-webui',
    mostCharacters: 1000,
    models: {},
  },
};

const entryOf = (provider: ProviderName, kind: ProviderKind): ProviderEntry | undefined =>
  catalogue[`${provider}-${kind}`];

/** The models whose prices are known. */
export const listedModels = (name: ProviderName, kind: ProviderKind): string[] =>
  Object.keys(catalogue[`${name}-${kind}`]?.models ?? {});

export const defaultModel = (provider: ProviderName, kind: ProviderKind): string | undefined =>
  entryOf(provider, kind)?.model;

export function limitsOfModel(
  provider: ProviderName,
  kind: ProviderKind,
): { mostOutputTokens: number; mostCharacters: number } {
  const { mostOutputTokens = 8000, mostCharacters = 1500 } = entryOf(provider, kind) ?? {};
  return { mostOutputTokens, mostCharacters };
}

/** US dollars by the price list; undefined where it has no price for that model. A dated name counts as its model. */
export function costUsd(provider: ProviderName, kind: ProviderKind, usage: CallUsage): number | undefined {
  const { models = {} } = entryOf(provider, kind) ?? {};
  const name = Object.keys(models)
    .filter(
      (model) => usage.model === model || usage.model.startsWith(`${model}-2`) || usage.model === `${model}-latest`,
    )
    .sort((one, other) => other.length - one.length)[0];
  const facts = name === undefined ? undefined : models[name];
  if (!facts) return undefined;
  const { inputTokens = 0, outputTokens = 0, characters = 0, images = 0 } = usage;
  return (
    (inputTokens * (facts.input ?? 0) + outputTokens * (facts.output ?? 0)) / 1_000_000 +
    (characters * (facts.thousandCharacters ?? 0)) / 1000 +
    images * (facts.image ?? 0)
  );
}

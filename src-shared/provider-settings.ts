import { z } from 'zod';

export const llmNames = ['OpenAI', 'Anthropic', 'Google', 'LocalLLM', 'Template'] as const;
export const ttsNames = ['ElevenLabs', 'OpenAI', 'System', 'Flite'] as const;
export const imageNames = [
  'Pexels',
  'Pixabay',
  'Unsplash',
  'OpenAI',
  'Stability',
  'LocalDiffusion',
  'OwnFiles',
  'Cards',
] as const;
export const providerNames = [...new Set([...llmNames, ...ttsNames, ...imageNames])];
export type ProviderName = (typeof providerNames)[number];

/** The kinds of work, as the second half of a breaker's name has them: `OpenAI-LLM`. */
export const providerKinds = ['LLM', 'TTS', 'Images'] as const;
export type ProviderKind = (typeof providerKinds)[number];

/** `OpenAI-LLM` and all the others. */
export const breakerNames: readonly string[] = [
  ...llmNames.map((name) => `${name}-LLM`),
  ...ttsNames.map((name) => `${name}-TTS`),
  ...imageNames.map((name) => `${name}-Images`),
];

/** The section of settings.json in which a kind has its order. */
export const sectionOfKind = { LLM: 'llm', TTS: 'tts', Images: 'images' } as const satisfies Record<
  ProviderKind,
  string
>;

/** What may pass by itself. Anything else fails the same way however often it is asked. */
export const retryableCauses = [
  'TransientNetworkFailure',
  'Timeout',
  'RateLimitExceeded',
  'ServiceUnavailable',
] as const;

/** Causes of failure, as retries and fallbacks are chosen by them. */
export const failureCauses = [
  ...retryableCauses,
  'CircuitOpen',
  'InvalidApiKey',
  'MissingApiKey',
  'QuotaExceeded',
  'ContentRejected',
  'InvalidInput',
] as const;
export const FailureCause = z.enum(failureCauses);
export type FailureCause = z.infer<typeof FailureCause>;

const dayMs = 86_400_000;
/** Milliseconds; 0 is no limit. */
export const LimitMs = z.number().int().min(0).max(dayMs);

const retryFields = {
  /** Tries after the first. */
  maxRetryAttempts: z.number().int().min(0).max(10),
  /** Milliseconds before the first retry. */
  initialDelay: z.number().int().min(0).max(600_000),
  backoffMultiplier: z.number().min(1).max(10),
  /** Milliseconds between two tries at most; only a server's `Retry-After` may ask for more. */
  maxDelay: z.number().int().min(0).max(600_000),
  /** Each delay is spread by this part of it, up and down. */
  jitter: z.number().min(0).max(1),
  retryableErrors: z.array(z.enum(retryableCauses)),
};
export const Retry = z
  .strictObject({
    maxRetryAttempts: retryFields.maxRetryAttempts.default(3),
    initialDelay: retryFields.initialDelay.default(1000),
    backoffMultiplier: retryFields.backoffMultiplier.default(2),
    maxDelay: retryFields.maxDelay.default(30_000),
    jitter: retryFields.jitter.default(0.2),
    retryableErrors: retryFields.retryableErrors.default([...retryableCauses]),
  })
  .prefault({});
export type Retry = z.infer<typeof Retry>;

/** In which order the providers of a kind are tried, and what makes the next one step in. */
const chainOf = <Names extends readonly [string, ...string[]]>(names: Names, local: Names[number]) =>
  z
    .strictObject({
      primary: z.enum(names).default(local as never),
      /** Tried in this order after the primary one. */
      fallback: z.array(z.enum(names)).default([]),
      /** The same order as a list; where it stands, it is used instead of `primary` and `fallback`. */
      providers: z
        .array(
          z.strictObject({
            name: z.enum(names),
            /** The lowest is tried first. */
            priority: z.number().int().min(0).max(1000),
            enabled: z.boolean().default(true),
          }),
        )
        .optional(),
      fallbackEnabled: z.boolean().default(true),
      fallbackTriggers: z.array(FailureCause).default(['ServiceUnavailable', 'RateLimitExceeded', 'CircuitOpen']),
    })
    .prefault({});

export const connectionStrategies = ['kept', 'perRequest', 'conservative'] as const;

/** What may be set for one provider; what is absent has the default of its kind or of its section. */
const OneProvider = z
  .strictObject({
    /** Where its API lies; absent means the provider's own address. */
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .optional(),
    model: z.string().trim().min(1).max(200).optional(),
    voice: z.string().trim().min(1).max(200).optional(),
    /** Milliseconds for one request; 0 is no limit. */
    requestTimeout: LimitMs.optional(),
    /** Milliseconds for a request with all its retries; 0 is no limit. */
    operationTimeout: LimitMs.optional(),
    /** Overrides single values of `resilience.retry`. */
    retry: z
      .strictObject({
        maxRetryAttempts: retryFields.maxRetryAttempts.optional(),
        initialDelay: retryFields.initialDelay.optional(),
        backoffMultiplier: retryFields.backoffMultiplier.optional(),
        maxDelay: retryFields.maxDelay.optional(),
        jitter: retryFields.jitter.optional(),
        retryableErrors: retryFields.retryableErrors.optional(),
      })
      .prefault({}),
    connection: z
      .strictObject({
        /** `kept` uses a connection again, `perRequest` opens one each time, `conservative` does so one at a time. */
        strategy: z.enum(connectionStrategies).default('kept'),
        /** Milliseconds between the starts of two requests at least. */
        requestInterval: z.number().int().min(0).max(60_000).default(0),
        /** Requests under way at once; 0 leaves it to the studio. */
        concurrency: z.number().int().min(0).max(16).default(0),
        /** Items in one slice, with a pause after each; 0 is no slices. */
        batchSize: z.number().int().min(0).max(100).default(0),
      })
      .prefault({}),
  })
  .prefault({});
export type OneProvider = z.infer<typeof OneProvider>;

export const ProviderSettings = z
  .strictObject({
    llm: chainOf(llmNames, 'Template'),
    tts: chainOf(ttsNames, 'Flite'),
    images: chainOf(imageNames, 'Cards'),
    OpenAI: OneProvider,
    Anthropic: OneProvider,
    Google: OneProvider,
    LocalLLM: OneProvider,
    Template: OneProvider,
    ElevenLabs: OneProvider,
    System: OneProvider,
    Flite: OneProvider,
    Pexels: OneProvider,
    Pixabay: OneProvider,
    Unsplash: OneProvider,
    Stability: OneProvider,
    LocalDiffusion: OneProvider,
    OwnFiles: OneProvider,
    Cards: OneProvider,
    cacheFallback: z
      .strictObject({
        enabled: z.boolean().default(true),
        /** An earlier answer to the same question stands in when the provider fails. */
        useCacheOnError: z.boolean().default(true),
        /** Milliseconds after which an answer is too old. */
        cacheExpiration: z
          .number()
          .int()
          .min(0)
          .max(30 * dayMs)
          .default(dayMs),
      })
      .prefault({}),
  })
  .prefault({});
export type ProviderSettings = z.infer<typeof ProviderSettings>;

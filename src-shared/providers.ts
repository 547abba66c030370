import { z } from 'zod';
import { keyNames } from './provider-keys.ts';
import { providerKinds, providerNames } from './provider-settings.ts';

const Voice = z.object({
  id: z.string(),
  label: z.string(),
  /** BCP 47; `mul` for a voice that speaks many. */
  language: z.string(),
});

/** A provider as the settings page lists it. */
export const ProviderFacts = z.object({
  name: z.enum(providerNames),
  kind: z.enum(providerKinds),
  /** Needs no network. */
  isLocal: z.boolean(),
  canBeTested: z.boolean(),
  keyName: z.enum(keyNames).optional(),
  /** What a call would use now. */
  model: z.string().optional(),
  /** What is known without asking. */
  models: z.array(z.string()),
  voices: z.array(Voice),
  /** `providers.<Name>.baseUrl` has a meaning for it. */
  takesBaseUrl: z.boolean(),
});
export type ProviderFacts = z.infer<typeof ProviderFacts>;

export const TestRequest = z.strictObject({
  name: z.enum(providerNames),
  kind: z.enum(providerKinds),
  /** Not saved yet; absent: with the key that is in use. */
  key: z.string().max(4096).optional(),
});

/** What a provider answered when it was asked whether it works. */
export const ProviderTest = z.object({
  latencyMs: z.number(),
  /** In words: "8,214 of 10,000 characters left". */
  left: z.string().optional(),
  models: z.array(z.string()).optional(),
  voices: z.array(Voice).optional(),
});
export type ProviderTest = z.infer<typeof ProviderTest>;

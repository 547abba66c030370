import { z } from 'zod';
import { StudioError } from '../../../src-shared/failure.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import type { ProviderAccess } from '../provider-access.ts';
import type { ProviderCall, ProviderCheck } from '../provider.ts';
import { readJson } from '../http/read-json.ts';

const OpenAiModels = z.object({ data: z.array(z.object({ id: z.string() })) });

/** `GET /models`, as OpenAI, Anthropic and every server that speaks like OpenAI have it; costs nothing. */
export async function listModels(
  provider: ProviderName,
  access: ProviderAccess,
  headers: Record<string, string>,
  call: ProviderCall,
): Promise<ProviderCheck & { models: string[] }> {
  const answer = await access.door.send({
    url: access.address('/models'),
    headers,
    signal: call.signal,
    expects: 'json',
  });
  return { models: readJson(provider, answer, OpenAiModels).data.map(({ id }) => id) };
}

/** Throws when a server does not have the model that is set; it would fail at the first call. */
export function requireModel(provider: ProviderName, model: string, models: readonly string[]): void {
  if (models.some((id) => id === model || id === `${model}:latest`)) return;
  throw new StudioError(`InvalidInput:providers.${provider}.model`, {
    message: `${provider} has no model “${model}”.`,
    remediation: models.length > 0 ? `Choose one of ${models.slice(0, 8).join(', ')}.` : 'Load a model there first.',
    details: { provider, model },
  });
}

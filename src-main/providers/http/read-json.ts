import type { z } from 'zod';
import { cutBetweenWords } from '../../../src-shared/cut-between-words.ts';
import { StudioError } from '../../../src-shared/failure.ts';
import type { ProviderName } from '../../../src-shared/provider-settings.ts';
import { excerptCharacters } from './exchange.ts';
import type { DoorAnswer } from './door.ts';

/** The answer by its schema; throws `ProviderUnavailable` for what is no JSON or another one. */
export function readJson<S extends z.ZodType>(
  provider: ProviderName,
  { status, body }: DoorAnswer,
  schema: S,
): z.output<S> {
  const text = body.toString('utf8');
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new StudioError(`ProviderUnavailable:${provider}`, {
    message: `What ${provider} answered cannot be understood.`,
    details: {
      provider,
      status,
      body: cutBetweenWords(text, excerptCharacters),
      problem: parsed.error.issues[0] && `${parsed.error.issues[0].path.join('.')}: ${parsed.error.issues[0].message}`,
    },
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

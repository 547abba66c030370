import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestedItem } from '../../../src-shared/batch-debug.ts';
import { StudioError, toFailure } from '../../../src-shared/failure.ts';
import type { JobRequest } from '../../../src-shared/job.ts';
import type { Settings } from '../../../src-shared/settings.ts';
import { runWithCorrelation } from '../../logging/correlation.ts';
import type { Exchange } from '../../providers/http/exchange.ts';
import type { ProviderHttp } from '../../providers/http/provider-http.ts';
import { uncounted, type AnyProvider, type Providers } from '../../providers/provider.ts';
import { timingOf } from './session.ts';

interface TestParts {
  providers: Providers;
  http: Pick<ProviderHttp, 'onExchange'>;
  settings: () => Settings;
  redact: (value: unknown) => unknown;
}

const limitMs = 60_000;
const longestText = 200;

/** One row, one provider call, all of it shown: what was sent, what came, and what it failed with. */
export async function testItem(request: JobRequest, row: number, parts: TestParts): Promise<TestedItem> {
  const { http, redact } = parts;
  const { provider, call } = callFor(request, parts);
  const correlationId = randomUUID();
  const exchanges: Exchange[] = [];
  const stop = http.onExchange((exchange) => exchange.correlationId === correlationId && exchanges.push(exchange));
  try {
    const failure = await runWithCorrelation(correlationId, call, { item: `row ${row}` }).then(
      () => undefined,
      (error: unknown) => toFailure(error, correlationId),
    );
    const requests = exchanges.map((exchange) => ({
      ...timingOf(exchange, true),
      body: exchange.bodyExcerpt ?? null,
    }));
    const tested = { provider: provider.name, kind: provider.kind, row, requests, ...(failure && { failure }) };
    return redact(tested) as TestedItem;
  } finally {
    stop();
  }
}

/** The first provider of the settings that is not on this computer: there is a request to see. */
function callFor(
  { brief, ownText }: JobRequest,
  { providers, settings }: TestParts,
): { provider: AnyProvider; call: () => Promise<unknown> } {
  const { llm, tts } = settings().providers;
  const signal = uncounted(AbortSignal.timeout(limitMs));
  const writer = providers.scriptWriters.find(({ name, isLocal }) => name === llm.primary && !isLocal);
  if (writer && brief && !ownText) return { provider: writer, call: () => writer.write(brief, signal) };
  const narrator = providers.narrators.find(({ name, isLocal }) => name === tts.primary && !isLocal);
  if (!narrator) {
    throw new StudioError('Conflict:local', {
      message: 'Every provider that would be asked is on this computer, so there is no request to show.',
      remediation: 'Put another provider first under Settings, Providers, then test the row again.',
    });
  }
  const text = (ownText?.markdown ?? brief?.topic ?? '')
    .replace(/[#*_>`]/g, ' ')
    .trim()
    .slice(0, longestText);
  return {
    provider: narrator,
    call: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'aura-test-item-'));
      try {
        await narrator.speak(
          {
            sceneId: 'test',
            text,
            voice: narrator.voiceFor(brief?.voice ?? ''),
            rate: 1,
            language: brief?.language ?? 'en',
            audioPath: join(folder, 'test.wav'),
          },
          signal,
        );
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

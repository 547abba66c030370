import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestedItem } from '../../../src-shared/batch-debug.ts';
import { toFailure } from '../../../src-shared/failure.ts';
import type { JobRequest } from '../../../src-shared/job.ts';
import type { Settings } from '../../../src-shared/settings.ts';
import { runWithCorrelation } from '../../logging/correlation.ts';
import type { Exchange } from '../../providers/http/exchange.ts';
import type { ProviderHttp } from '../../providers/http/provider-http.ts';
import { uncounted, type Providers } from '../../providers/provider.ts';
import { oneCall } from './one-call.ts';
import { timingOf } from './session.ts';

interface TestParts {
  providers: Providers;
  http: Pick<ProviderHttp, 'onExchange'>;
  settings: () => Settings;
  redact: (value: unknown) => unknown;
}

const limitMs = 60_000;

/** One row, one provider call, all of it shown: what was sent, what came, and what it failed with. */
export async function testItem(request: JobRequest, row: number, parts: TestParts): Promise<TestedItem> {
  const { http, redact, providers, settings } = parts;
  const { provider, ask } = oneCall(request, providers, settings());
  const correlationId = randomUUID();
  const exchanges: Exchange[] = [];
  const stop = http.onExchange((exchange) => exchange.correlationId === correlationId && exchanges.push(exchange), {
    withBodies: true,
  });
  const folder = await mkdtemp(join(tmpdir(), 'aura-test-item-'));
  try {
    const call = uncounted(AbortSignal.timeout(limitMs));
    const failure = await runWithCorrelation(correlationId, () => ask(call, folder), { item: `row ${row}` }).then(
      () => undefined,
      (error: unknown) => toFailure(error, correlationId),
    );
    const requests = exchanges.map((exchange) => ({
      ...timingOf(exchange, true),
      sent_body: exchange.sentBody ?? null,
      received_body: exchange.receivedBody ?? null,
    }));
    const tested = { provider: provider.name, kind: provider.kind, row, requests, ...(failure && { failure }) };
    return redact(tested) as TestedItem;
  } finally {
    stop();
    await rm(folder, { recursive: true, force: true });
  }
}

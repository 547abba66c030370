import { z } from 'zod';
import { currentCorrelation, currentCorrelationId } from '../logging/correlation.ts';
import { log } from '../logging/log.ts';
import type { Database } from '../storage/database.ts';
import { isoTime, type Clock } from './clock.ts';

/** What a call was given to work on and what it cost; a provider tells it as soon as the answer is there. */
export interface CallUsage {
  /** As the provider names it. */
  model: string;
  inputTokens?: number;
  outputTokens?: number;
  /** Of narrated text, as the provider bills them. */
  characters?: number;
  images?: number;
  /** US dollars by the price list; absent where no price is known. */
  costUsd?: number;
}

export interface CallRecord {
  provider: string;
  kind: string;
  /** 1 is the first. */
  attempt: number;
  durationMs: number;
  /** Why it failed; absent when it did not. */
  code?: string;
  usage?: CallUsage;
}

/** An attempt of a job, as it was written down. */
export type CallOfJob = z.infer<typeof CallRow>;

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().transform((value) => value ?? undefined);
const CallRow = z
  .object({
    step: optional(z.string()),
    provider: z.string(),
    kind: z.string(),
    code: optional(z.string()),
    input_tokens: optional(z.number()),
    output_tokens: optional(z.number()),
    cost_usd: z.number(),
  })
  .transform(({ input_tokens, output_tokens, cost_usd, ...row }) => ({
    ...row,
    tokens: (input_tokens ?? 0) + (output_tokens ?? 0),
    costUsd: cost_usd,
  }));

/** A call that was canceled says nothing about its provider, but may have cost something. */
export const canceledCode = 'Canceled';

const keptDays = 400;
const dayMs = 86_400_000;

/** Every request to every provider: what it took, what it cost, how it ended. Budget, metrics and reports read from it. */
export class CallLedger {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #onAdded: () => void;

  constructor(database: Database, clock: Clock, onAdded: () => void = () => undefined) {
    this.#database = database;
    this.#clock = clock;
    this.#onAdded = onAdded;
    const oldest = isoTime(clock.wallMs() - keptDays * dayMs);
    database.quickly(() => database.prepare('DELETE FROM provider_calls WHERE timestamp < ?').run(oldest));
  }

  /** Belongs to the job, step and item that this is called in. */
  add({ provider, kind, attempt, durationMs, code, usage }: CallRecord): void {
    const { jobId, step, item } = currentCorrelation() ?? {};
    const row = {
      job_id: jobId ?? null,
      step: step ?? null,
      item: item ?? null,
      correlation_id: currentCorrelationId(),
      timestamp: isoTime(this.#clock.wallMs()),
      provider,
      kind,
      attempt,
      duration_ms: durationMs,
      code: code ?? null,
      model: usage?.model ?? null,
      input_tokens: usage?.inputTokens ?? null,
      output_tokens: usage?.outputTokens ?? null,
      characters: usage?.characters ?? null,
      images: usage?.images ?? null,
      cost_usd: usage?.costUsd ?? 0,
    };
    const names = Object.keys(row);
    const sql = `INSERT INTO provider_calls (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`;
    try {
      this.#database.quickly(() => this.#database.prepare(sql).run(row));
    } catch (error) {
      log.warn('A provider call was not recorded', { provider, kind, reason: String(error) });
    }
    this.#onAdded();
  }

  /** US dollars. */
  spentByJob(jobId: string): number {
    return this.#sum('SELECT sum(cost_usd) AS usd FROM provider_calls WHERE job_id = ?', jobId);
  }

  /** US dollars in the calendar month that it is now, UTC. */
  spentThisMonth(): number {
    const month = isoTime(this.#clock.wallMs()).slice(0, 7);
    return this.#sum('SELECT sum(cost_usd) AS usd FROM provider_calls WHERE timestamp >= ?', `${month}-01`);
  }

  #sum(sql: string, argument: string): number {
    const { usd } = this.#database.prepare(sql).get(argument) as { usd: number | null };
    return usd ?? 0;
  }
}

/** Oldest first. */
export function callsOfJob(database: Database, jobId: string): CallOfJob[] {
  const rows = database.prepare('SELECT * FROM provider_calls WHERE job_id = ? ORDER BY call_id').all(jobId);
  return z.array(CallRow).parse(rows);
}

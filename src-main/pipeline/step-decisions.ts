import type { ModelDecision } from '../../src-shared/diagnostics.ts';
import type { AnswerInTurn } from '../resilience/try-in-turn.ts';
import type { StepReporter } from './stage-context.ts';

interface DecidedProvider {
  readonly name: string;
  readonly isLocal: boolean;
  readonly model?: string;
}

interface Work {
  sceneIds: string[];
  reasons: Set<string>;
  models: Set<string>;
  attempts: number;
  pieces: number;
  cacheHits: number;
  costUsd: number;
  tokens: number;
  characters: number;
  durationMs: number;
}

const newWork = (): Work => ({
  sceneIds: [],
  reasons: new Set(),
  models: new Set(),
  attempts: 0,
  pieces: 0,
  cacheHits: 0,
  costUsd: 0,
  tokens: 0,
  characters: 0,
  durationMs: 0,
});

/** Collects which provider did what in a step, why, and what it took; told once a provider when the step ends. */
export class StepDecisions {
  readonly #point: string;
  readonly #candidates: readonly DecidedProvider[];
  readonly #work = new Map<string, Work>();

  constructor(decisionPoint: string, candidates: readonly DecidedProvider[]) {
    this.#point = decisionPoint;
    this.#candidates = candidates;
  }

  add(answer: AnswerInTurn<unknown>, reason: string, sceneId?: string): void {
    const work = this.#work.get(answer.provider) ?? newWork();
    this.#work.set(answer.provider, work);
    if (sceneId !== undefined) work.sceneIds.push(sceneId);
    work.reasons.add(reason);
    work.pieces += 1;
    work.attempts += answer.attempts;
    work.durationMs += answer.durationMs;
    if (answer.cachedAgeMs !== undefined) work.cacheHits += 1;
    for (const { model, costUsd, inputTokens, outputTokens, characters } of answer.usages) {
      work.models.add(model);
      work.costUsd += costUsd ?? 0;
      work.tokens += (inputTokens ?? 0) + (outputTokens ?? 0);
      work.characters += characters ?? 0;
    }
  }

  /** The step ends without an answer of the one that was asked first: support needs to see who that was. */
  failed(first: DecidedProvider | undefined): void {
    if (!first || this.#work.has(first.name)) return;
    this.#work.set(first.name, { ...newWork(), reasons: new Set(['It is the first in line, and it failed.']) });
  }

  tell(step: Pick<StepReporter, 'decided'>, criteria: Record<string, unknown>): void {
    for (const { name, isLocal, model } of this.#candidates) {
      const work = this.#work.get(name);
      if (work) step.decided(this.#decision({ name, isLocal, ...(model !== undefined && { model }) }, work, criteria));
    }
    this.#work.clear();
  }

  #decision({ name, isLocal, model }: DecidedProvider, work: Work, criteria: Record<string, unknown>): ModelDecision {
    return {
      decisionPoint: this.#point,
      provider: name,
      selectedModel: [...work.models].join(', ') || (model ?? name),
      isLocal,
      reason: [...work.reasons].slice(0, 5).join(' '),
      criteria: {
        ...criteria,
        candidates: this.#candidates.map((candidate) => candidate.name),
        ...(work.sceneIds.length > 0 && { scenes: work.sceneIds.length, sceneIds: work.sceneIds.slice(0, 100) }),
        latencyMs: Math.round(work.durationMs / Math.max(1, work.pieces)),
        retries: Math.max(0, work.attempts + work.cacheHits - work.pieces),
        cacheHits: work.cacheHits,
        ...(work.tokens > 0 && { tokens: work.tokens }),
        ...(work.characters > 0 && { characters: work.characters }),
        ...(!isLocal && { costUsd: Number(work.costUsd.toFixed(6)) }),
      },
    };
  }
}

/** Why this one: the first in line, or the ones before it failed. */
export const reasonFor = ({ provider, passed, cachedAgeMs }: AnswerInTurn<unknown>): string => {
  if (cachedAgeMs !== undefined) return `${provider} failed, and an earlier answer to the same question was kept.`;
  if (passed.length === 0) return 'It is the first in line.';
  return `What comes before it failed: ${passed.map((each) => each.provider).join(', ')}.`;
};

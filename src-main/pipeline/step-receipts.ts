import type { Degradation, StepName } from '../../src-shared/job.ts';
import { messageOf, type AnswerInTurn } from '../resilience/try-in-turn.ts';
import type { StepReporter } from './stage-context.ts';

type Replacement = Omit<Degradation, 'sceneIds' | 'step'>;

/** Collects what was replaced, scene by scene, and tells it once a reason. */
export class StepReceipts {
  readonly #step: StepName;
  readonly #found = new Map<string, { replacement: Replacement; sceneIds: string[] }>();

  constructor(step: StepName) {
    this.#step = step;
  }

  add(replacement: Replacement, sceneId?: string): void {
    const key = JSON.stringify(replacement);
    const known = this.#found.get(key) ?? { replacement, sceneIds: [] };
    if (sceneId !== undefined) known.sceneIds.push(sceneId);
    this.#found.set(key, known);
  }

  /** What another provider, or the cache, did in the place of the first in line. */
  addAnswer({ provider, passed, cachedAgeMs }: AnswerInTurn<unknown>, sceneId?: string): void {
    const [first] = passed;
    if (!first) return;
    this.add(
      {
        replaced: first.provider,
        replacement: cachedAgeMs === undefined ? provider : `${provider} (cached, ${inWords(cachedAgeMs)} old)`,
        reason: passed.map(({ error }) => messageOf(error)).join(' '),
        redoStep: this.#step,
      },
      sceneId,
    );
  }

  tell(step: Pick<StepReporter, 'warn'>): void {
    for (const { replacement, sceneIds } of this.#found.values()) {
      const where =
        sceneIds.length === 0 ? '' : sceneIds.length === 1 ? ' in 1 scene' : ` in ${sceneIds.length} scenes`;
      const { replaced, replacement: by, reason } = replacement;
      step.warn(`${by} instead of ${replaced}${where}: ${reason}`, {
        step: this.#step,
        ...replacement,
        ...(sceneIds.length > 0 && { sceneIds: sceneIds.toSorted(byNumber) }),
      });
    }
    this.#found.clear();
  }
}

/** "s2" before "s10". */
const byNumber = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });

function inWords(ageMs: number): string {
  const minutes = Math.round(ageMs / 60_000);
  if (minutes < 1) return 'less than a minute';
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

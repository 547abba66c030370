import type { StepName } from '../../src-shared/job.ts';
import type { FailureCause, ProviderKind, ProviderName } from '../../src-shared/provider-settings.ts';
import type { Settings } from '../../src-shared/settings.ts';
import type { ProviderCall } from '../providers/provider.ts';
import { causeOf, foundNothing, serviceCauses } from '../resilience/cause-of.ts';
import { answerKey } from '../resilience/response-cache.ts';
import { targetOf } from '../resilience/run-under.ts';
import type { AnswerInTurn, Candidate } from '../resilience/try-in-turn.ts';
import type { StageContext } from './stage-context.ts';

interface AskedProvider {
  readonly name: ProviderName;
  readonly kind: ProviderKind;
  readonly isLocal: boolean;
  readonly model?: string;
}

/** One piece of work for whichever provider in line can do it. */
export interface Question<P, T> {
  step: StepName;
  /** The scene's ID. */
  item?: string;
  providers: readonly P[];
  triggers: readonly FailureCause[];
  ask(provider: P, call: ProviderCall): Promise<T>;
  /** US dollars that asking this provider is thought to cost. */
  estimateUsd?: (provider: P) => number;
  /** Told at each attempt: to be tried again is a sign of life. */
  onAttempt?: () => void;
  /** How an answer of a provider over the network is kept for the day when it fails. */
  cache?: {
    /** All that the answer depends on but provider and model. */
    inputs(provider: P): unknown;
    /** The data to keep, and the file that was made. */
    pack(value: T): { data: unknown; filePath?: string };
    /** Undefined when what was kept is no longer understood. */
    unpack(data: unknown, filePath: string | undefined): T | undefined;
    /** Where a kept file is to lie, without its ending. */
    fileBase?: string;
  };
}

type Asking = Pick<StageContext, 'resilience' | 'signal'>;

/** Asks the providers in line under all policies: retries, breakers, budget, cache on error. */
export async function askInTurn<P extends AskedProvider, T>(
  question: Question<P, T>,
  { resilience, signal }: Asking,
): Promise<AnswerInTurn<T>> {
  const candidates = question.providers.map((provider) => candidateOf(question, provider, resilience));
  return resilience.tryInTurn({ candidates, triggers: question.triggers, signal });
}

function candidateOf<P extends AskedProvider, T>(
  question: Question<P, T>,
  provider: P,
  { budget, cache }: StageContext['resilience'],
): Candidate<T> {
  const { step, item, estimateUsd, onAttempt, cache: keeping } = question;
  const target = targetOf(provider, step, item);
  const ask = (call: ProviderCall): Promise<T> => {
    onAttempt?.();
    return budget.within(estimateUsd?.(provider) ?? 0, () => question.ask(provider, call));
  };
  if (!keeping || provider.isLocal) return { target, work: ask };
  const key = answerKey([provider.kind, provider.name, provider.model, keeping.inputs(provider)]);
  return {
    target,
    async work(call) {
      const value = await ask(call);
      const { data, filePath } = keeping.pack(value);
      await cache.keep(key, provider.name, data, filePath);
      return value;
    },
    async cached() {
      const earlier = await cache.find(key, keeping.fileBase);
      const value = earlier && keeping.unpack(earlier.data, earlier.filePath);
      return earlier && value !== undefined ? { value, ageMs: earlier.ageMs } : undefined;
    },
  };
}

/** Whether the studio's own means may stand in for what failed, by the settings, or as the user wished for this very job. */
export function mayReplace(
  error: unknown,
  { settings, job }: Pick<StageContext, 'settings' | 'job'>,
  hasSucceeded: boolean,
): boolean {
  const cause = causeOf(error);
  if (job.withStandIns) return cause !== 'Cancelled' && cause !== 'Other';
  const { enabled, fallbackToBasic } = settings.features.gracefulDegradation;
  if (!enabled || !fallbackToBasic) return false;
  if (serviceCauses.has(cause) || foundNothing(error)) return true;
  const { partialSuccess } = settings.resilience;
  if (!partialSuccess.enabled || !partialSuccess.returnPartialResults) return false;
  return cause === 'ContentRejected' || (cause === 'QuotaExceeded' && hasSucceeded);
}

/** Whether the other scenes are worth going on with: a bad key or an empty purse fails them all. */
export function endsStep(error: unknown, settings: Settings): boolean {
  if (!settings.resilience.partialSuccess.enabled) return true;
  return ['InvalidApiKey', 'MissingApiKey', 'QuotaExceeded', 'Cancelled', 'Other'].includes(causeOf(error));
}

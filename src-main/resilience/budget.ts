import { StudioError } from '../../src-shared/failure.ts';
import type { Settings } from '../../src-shared/settings.ts';
import { currentCorrelation } from '../logging/correlation.ts';
import type { CallLedger } from './call-ledger.ts';

/** Refuses what would cost more than the user wants to spend, before it is spent. */
export class Budget {
  readonly #ledger: CallLedger;
  readonly #settings: () => Settings;
  /** US dollars of calls under way, by job: two at once must not both take the last dollar. */
  readonly #reserved = new Map<string, number>();

  constructor(ledger: CallLedger, settings: () => Settings) {
    this.#ledger = ledger;
    this.#settings = settings;
  }

  /** Does work that is thought to cost `estimateUsd`; throws `QuotaExceeded:budget` instead when that is too much. */
  async within<T>(estimateUsd: number, work: () => Promise<T>): Promise<T> {
    if (estimateUsd <= 0) return work();
    const jobId = currentCorrelation()?.jobId ?? '';
    this.refuseBeyond(estimateUsd, jobId);
    this.#reserve(jobId, estimateUsd);
    try {
      return await work();
    } finally {
      this.#reserve(jobId, -estimateUsd);
    }
  }

  /** Throws `QuotaExceeded:budget`. */
  refuseBeyond(estimateUsd: number, jobId: string): void {
    const { perJob, perMonth } = this.#settings().budget;
    if (perJob > 0 && jobId !== '') {
      const spentUsd = this.#ledger.spentByJob(jobId) + (this.#reserved.get(jobId) ?? 0);
      refuseIf({ limitUsd: perJob, spentUsd, estimateUsd, of: 'one job', setting: 'budget.perJob' });
    }
    if (perMonth > 0) {
      const reserved = [...this.#reserved.values()].reduce((sum, each) => sum + each, 0);
      const spentUsd = this.#ledger.spentThisMonth() + reserved;
      refuseIf({ limitUsd: perMonth, spentUsd, estimateUsd, of: 'this month', setting: 'budget.perMonth' });
    }
  }

  #reserve(jobId: string, usd: number): void {
    const reserved = (this.#reserved.get(jobId) ?? 0) + usd;
    if (reserved > 1e-9) this.#reserved.set(jobId, reserved);
    else this.#reserved.delete(jobId);
  }
}

interface Spending {
  limitUsd: number;
  spentUsd: number;
  estimateUsd: number;
  of: string;
  setting: string;
}

function refuseIf({ limitUsd, spentUsd, estimateUsd, of, setting }: Spending): void {
  if (spentUsd + estimateUsd <= limitUsd) return;
  throw new StudioError('QuotaExceeded:budget', {
    message: `The budget of ${dollars(limitUsd)} for ${of} does not allow it: ${dollars(spentUsd)} are spent, and about ${dollars(estimateUsd)} more would be needed.`,
    remediation: 'Raise the budget under Settings, or let a provider that costs nothing step in.',
    details: { reason: 'budget_exceeded', setting, limitUsd, spentUsd, estimateUsd },
  });
}

const dollars = (usd: number): string => `$${usd.toFixed(usd > 0 && usd < 0.1 ? 4 : 2)}`;

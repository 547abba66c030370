import type { CallOfJob } from '../../../resilience/call-ledger.ts';
import type { Collector } from '../collector.ts';

export const costReport: Collector = {
  fileName: 'cost-report.json',
  purpose: 'What the providers charged, by step and by provider.',
  collect({ decisions, calls, settings }) {
    const made = calls();
    const paid = new Set(
      decisions()
        .filter(({ decision }) => !decision.isLocal)
        .map(({ decision }) => decision.provider),
    );
    const isPaid = ({ provider, costUsd, tokens }: CallOfJob): boolean =>
      paid.has(provider) || costUsd > 0 || tokens > 0;
    const counted = made.filter(isPaid);
    if (counted.length === 0) {
      return {
        omitted:
          paid.size === 0 ? 'No paid provider was used.' : `${[...paid].join(', ')} did not say what the work cost.`,
      };
    }
    const totalCost = total(counted);
    const { perJob } = settings.budget;
    return {
      json: {
        costReport: {
          totalCost,
          currency: 'USD',
          costByStage: sums(counted, ({ step }) => step ?? 'other'),
          costByProvider: sums(counted, ({ provider }) => provider),
          totalTokens: counted.reduce((sum, { tokens }) => sum + tokens, 0),
          withinBudget: perJob === 0 || totalCost <= perJob,
        },
      },
    };
  },
};

const total = (calls: readonly CallOfJob[]): number => rounded(calls.reduce((sum, { costUsd }) => sum + costUsd, 0));

/** A millionth of a dollar is what one token may cost. */
const rounded = (usd: number): number => Number(usd.toFixed(6));

function sums(calls: readonly CallOfJob[], keyOf: (call: CallOfJob) => string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const call of calls) found[keyOf(call)] = rounded((found[keyOf(call)] ?? 0) + call.costUsd);
  return found;
}

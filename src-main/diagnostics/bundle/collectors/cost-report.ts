import type { Collector } from '../collector.ts';

export const costReport: Collector = {
  fileName: 'cost-report.json',
  purpose: 'What the providers charged, by step and by provider.',
  collect({ decisions }) {
    const paid = new Set(
      decisions()
        .filter(({ decision }) => !decision.isLocal)
        .map(({ decision }) => decision.provider),
    );
    if (paid.size === 0) return { omitted: 'No paid provider was used.' };
    return { omitted: `${[...paid].join(', ')} did not say what the work cost.` };
  },
};

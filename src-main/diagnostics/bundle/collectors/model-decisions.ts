import type { Collector } from '../collector.ts';

export const modelDecisions: Collector = {
  fileName: 'model-decisions.json',
  purpose: 'Which provider, model or voice did which part of the work, and why.',
  collect({ decisions }) {
    const made = decisions();
    if (made.length === 0) return { omitted: 'No provider was chosen in this job.' };
    return {
      json: {
        modelDecisions: made.map(({ timestamp, correlationId, decision: { isLocal, criteria, ...decision } }) => ({
          timestamp,
          ...decision,
          criteria: { ...criteria, isLocal },
          correlationId,
        })),
      },
    };
  },
};

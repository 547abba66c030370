import type { StepName } from './job.ts';

/** What people call a step, in the window and in every message. */
export const stepTitles: Record<StepName, string> = {
  preflight: 'Preflight',
  script: 'Script',
  narration: 'Narration',
  broll: 'B-roll',
  subtitles: 'Subtitles',
  mux: 'Mux',
};

/** In the order in which they run. */
export const stepNames = ['preflight', 'script', 'narration', 'broll', 'subtitles', 'mux'] as const;

/** What people call a step, in the window and in every message. */
export const stepTitles: Record<(typeof stepNames)[number], string> = {
  preflight: 'Preflight',
  script: 'Script',
  narration: 'Narration',
  broll: 'B-roll',
  subtitles: 'Subtitles',
  mux: 'Mux',
};

import type { Narration, Script, Subtitles, Visuals } from '../../src-shared/film.ts';
import type { FilmPlan } from '../render/plan-film.ts';

/** What the steps before made, and the frames to be made of it. */
export interface MuxParts {
  script: Script;
  narration: Narration;
  visuals: Visuals;
  subtitles: Subtitles;
  plan: FilmPlan;
}

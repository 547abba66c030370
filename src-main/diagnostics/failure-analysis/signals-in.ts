import { bodySignals } from './body-signals.ts';
import type { SearchedText, Signal } from './signal.ts';
import { statusSignals } from './status-signals.ts';
import { systemSignals } from './system-signals.ts';
import { toolSignals } from './tool-signals.ts';

/** Every sign of a cause in a text, whatever kind of program wrote it. */
export const signalsIn = (text: SearchedText): Signal[] =>
  [bodySignals, statusSignals, systemSignals, toolSignals].flatMap((search) => search(text));
